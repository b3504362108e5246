import { adviceFor } from '../advice/advice-for.ts';
import { fillCommand, fillText } from '../advice/fill-placeholders.ts';
import { products } from '../advice/products.ts';
import type { Diagnosis, ModeResult, Verdict } from '../core/diagnosis.ts';
import type { Evidence, ModeCommand } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import type { Recommendation } from './report.ts';
import { targetValues } from './target-values.ts';
import { enumerate } from './words.ts';

/** Best first: extended passive names no address that could be wrong, and clients seldom accept connections. */
const preference: readonly ModeCommand[] = ['EPSV', 'PASV', 'EPRT', 'PORT'];

const settingFor: Readonly<Record<ModeCommand, string>> = {
  EPSV: 'client/use-epsv',
  PASV: 'client/disable-epsv',
  PORT: 'client/use-active',
  EPRT: 'client/use-active',
};

const virtues: Readonly<Record<ModeCommand, string>> = {
  EPSV: 'The client opens the data connection, and the reply names only a port, so no NAT can get its address wrong.',
  PASV: 'The client opens the data connection, as NATs and firewalls before clients expect.',
  PORT: 'The server opens the data connection, so the client has to be reachable: it is from here, but it may not be from elsewhere.',
  EPRT: 'The server opens the data connection, so the client has to be reachable: it is from here, but it may not be from elsewhere.',
};

/** Which mode to use as things are, how clients are set to it, and what to do next. */
export function recommend({ verdict, modes, findings, evidence }: Diagnosis): Recommendation {
  const use = preference.find(command => modes.some(mode => mode.command === command && mode.status === 'ok')) ?? null;
  const next = [...nextSteps(findings), ...beyondRecording(verdict, evidence)];
  if (use === null) return { use, why: whyNone(modes), clients: [], next };
  return { use, why: virtues[use], clients: clientsFor(use, evidence), next };
}

/** How each client is set to a mode, for this very server. */
function clientsFor(use: ModeCommand, evidence: Evidence): Recommendation['clients'] {
  const values = targetValues(evidence);
  return (adviceFor(settingFor[use])?.remedies ?? []).map(({ product, text, commands }) => ({
    client: products[product].name,
    setting: fillText(text, values),
    commands: commands.map(command => fillCommand(command, values)),
  }));
}

/** A recording shows what one program saw: what would decide, where it does not. */
function beyondRecording({ status, confidence }: Verdict, { source, target }: Evidence): string[] {
  if (source.kind === 'live' || source.kind === 'evidence' || (confidence === 'certain' && status !== 'inconclusive'))
    return [];
  const host = target.host === '' ? 'HOST' : target.host;
  const live = `Run ftpdiag check ${host}${target.port === 21 ? '' : `:${target.port}`} from the client: it tries every mode, and experiments that no recording holds.`;
  return source.kind === 'pcap'
    ? [
        live,
        'Capture on the other side at the same time: what is sent there and does not arrive here is lost in between.',
      ]
    : [live];
}

/** What would decide, for findings that stand on their own: a symptom is settled with its cause. */
function nextSteps(findings: readonly Finding[]): string[] {
  const symptoms = new Set(findings.flatMap(({ explains }) => explains));
  return [...new Set(findings.filter(({ id }) => !symptoms.has(id)).flatMap(finding => finding.next))];
}

function whyNone(modes: readonly ModeResult[]): string {
  const tried = modes.filter(({ status }) => status !== 'skipped').map(({ command }) => command);
  return tried.length === 0 ? 'No mode could be tried.' : `None of ${enumerate(tried)} carries data.`;
}
