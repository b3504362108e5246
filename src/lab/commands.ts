import { eprt, port } from './active.ts';
import { auth, pass, pbsz, prot, user } from './login.ts';
import { epsv, pasv } from './passive.ts';
import type { Session } from './session.ts';
import { transfer } from './transfer.ts';

interface Command {
  readonly needsLogin: boolean;
  run(session: Session, argument: string): Promise<void>;
}

const open = (run: Command['run']): Command => ({ needsLogin: false, run });
const guarded = (run: Command['run']): Command => ({ needsLogin: true, run });

function feat(session: Session): Promise<void> {
  const { features, tlsFeatures, featureHeading, featureEnd } = session.flavour;
  const all = session.server.tls === null ? features : [...features, ...tlsFeatures];
  return session.reply([`211-${featureHeading}`, ...all.map(line => ` ${line}`), `211 ${featureEnd}`].join('\n'));
}

function type(session: Session, argument: string): Promise<void> {
  return session.reply(/^I/i.test(argument) ? session.flavour.typeBinary : session.flavour.typeAscii);
}

function cwd(session: Session, argument: string): Promise<void> {
  const { directoryChanged, directoryMissing } = session.flavour;
  return session.reply(['/', '.', '/pub', 'pub', ''].includes(argument) ? directoryChanged : directoryMissing);
}

/** Every command the server knows, by its name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['USER', open(user)],
  ['PASS', open(pass)],
  ['AUTH', open(auth)],
  ['PBSZ', open(pbsz)],
  ['PROT', open(prot)],
  ['FEAT', open(feat)],
  ['NOOP', open(session => session.reply(session.flavour.noop))],
  ['SYST', guarded(session => session.reply(session.flavour.system))],
  ['STAT', guarded(session => session.reply(session.flavour.status(session.view)))],
  ['PWD', guarded(session => session.reply(session.flavour.workingDirectory))],
  ['CWD', guarded(cwd)],
  ['CDUP', guarded(session => session.reply(session.flavour.directoryChanged))],
  ['TYPE', guarded(type)],
  ['PASV', guarded(pasv)],
  ['EPSV', guarded(epsv)],
  ['PORT', guarded(port)],
  ['EPRT', guarded(eprt)],
  ['LIST', guarded(session => transfer(session, 'LIST'))],
  ['NLST', guarded(session => transfer(session, 'NLST'))],
]);
