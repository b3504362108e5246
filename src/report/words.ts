import type { VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Cause, Confidence, Side } from '../core/finding.ts';

/** Words for people, the same wherever a value is shown. */
export const statusWords: Readonly<Record<VerdictStatus, string>> = {
  ok: 'OK',
  degraded: 'DEGRADED',
  failed: 'FAILED',
  inconclusive: 'INCONCLUSIVE',
};

export const causeWords: Readonly<Record<Cause, string>> = {
  firewall: 'a firewall',
  nat: 'NAT',
  'mode-mismatch': 'a mode mismatch',
  tls: 'TLS',
  auth: 'the login',
  dns: 'name resolution',
  network: 'the network',
  server: 'the FTP server itself',
  protocol: 'a wrong protocol',
  none: 'nothing',
  unknown: 'unknown',
};

export const sideWords: Readonly<Record<Side, string>> = {
  client: "on the client's side",
  server: "on the server's side",
  path: 'on the way between',
  unknown: 'side not known',
  none: '',
};

export const confidenceWords: Readonly<Record<Confidence, string>> = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible, not proven',
};

/** `<0.1 ms`, `0.4 ms`, `48 ms`, `3.2 s`; `<1 s` and `3 s` by a clock that counts seconds, and nothing without one. */
export function formatDuration(ms: number, clock: Evidence['clock'] = 'exact'): string {
  if (clock === 'none') return '';
  if (clock === 'seconds') return ms < 1000 ? '<1 s' : `${Math.round(ms / 1000)} s`;
  if (ms < 0.05) return '<0.1 ms';
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `PASV`, `PASV and EPSV`, `PASV, EPSV and PORT`. */
export function enumerate(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
