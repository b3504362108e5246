import { fatalAlert } from './data-tls.ts';
import { disturb } from './noise.ts';
import type { Session } from './session.ts';

/** Who may log in on every server: anonymous with any password, and `demo` with `demo`. */
const passwords: ReadonlyMap<string, string | null> = new Map([
  ['anonymous', null],
  ['ftp', null],
  ['demo', 'demo'],
]);

/** USER (RFC 959 §4.1.1). */
export async function user(session: Session, argument: string): Promise<void> {
  const { behaviour, flavour, encrypted } = session;
  session.user = argument;
  session.loggedIn = false;
  if (behaviour.login === 'refuse-user') return session.reply(flavour.userRefused);
  if (behaviour.login === 'require-tls' && !encrypted) return session.reply(flavour.tlsRequired);
  if (behaviour.login === 'anonymous-without-tls' && encrypted && passwords.get(argument) === null) {
    return session.reply(flavour.anonymousMustNotEncrypt);
  }
  const answer = flavour.passwordPlease(argument);
  session.loggedIn = answer.startsWith('230');
  return session.reply(answer);
}

/** PASS (RFC 959 §4.1.1). */
export async function pass(session: Session, argument: string): Promise<void> {
  const { behaviour, flavour, server, user: name } = session;
  if (name === '') return session.reply('503 Login with USER first.');
  const expected = server.passwords.get(name) ?? passwords.get(name);
  const right = expected === null || (expected !== undefined && expected === argument);
  session.loggedIn = right && behaviour.login !== 'refuse-password';
  return session.reply(session.loggedIn ? flavour.loggedIn(name) : flavour.passwordRefused);
}

/** Starts TLS on the control connection, or lets the handshake go wrong as the behaviour wants. */
export async function secureControl(session: Session): Promise<void> {
  const { behaviour, channel, lifetime, server } = session;
  const fault = behaviour.tls.controlHandshake;
  if (fault === 'alert') {
    await channel.raw(fatalAlert.toString('latin1'));
    return channel.end();
  }
  if (fault !== 'normal') return disturb(fault, channel, lifetime);
  if (server.tls === null) return;
  channel.startTls(server.tls.control);
  session.encrypted = true;
}

/** AUTH (RFC 4217 §4). */
export async function auth(session: Session, argument: string): Promise<void> {
  const { flavour, server, encrypted } = session;
  if (server.tls === null) return session.reply(flavour.authUnsupported);
  if (encrypted) return session.reply('503 Already using TLS.');
  if (!/^(TLS|TLS-C|SSL)$/i.test(argument)) return session.reply('504 Unknown AUTH type.');
  await session.reply(flavour.authAccepted);
  return secureControl(session);
}

/** PBSZ (RFC 4217 §8). */
export async function pbsz(session: Session): Promise<void> {
  return session.reply(session.encrypted ? session.flavour.pbsz : '503 PBSZ needs a secure connection.');
}

/** PROT (RFC 4217 §9). */
export async function prot(session: Session, argument: string): Promise<void> {
  const { encrypted, flavour } = session;
  if (!encrypted) return session.reply('503 PROT needs a secure connection.');
  const level = argument.toUpperCase();
  if (level !== 'C' && level !== 'P') return session.reply('536 PROT not supported.');
  session.protection = level;
  return session.reply(level === 'P' ? flavour.protP : flavour.protC);
}
