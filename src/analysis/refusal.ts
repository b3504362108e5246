import type { FailureOf } from '../core/failure.ts';
import type { Outcome } from '../core/outcome.ts';

/**
 * What a server means when it refuses PASV, EPSV, PORT or EPRT itself:
 *
 * - `policy` it will not, or it does not know the command;
 * - `foreign-address` the address in PORT or EPRT is not the one it sees us at;
 * - `protection` the data connection has to be encrypted first (RFC 4217 §9);
 * - `resources` it has no port, no socket or no slot left;
 * - `pret` it wants PRET before PASV;
 * - `family` the command cannot carry the address family of this control connection;
 * - `closing` it ends the control connection for a reason of its own, such as its idle limit;
 * - `cannot-connect` it tried to connect to us at once, and could not (pyftpdlib connects at PORT time).
 */
export type Refusal =
  | 'policy'
  | 'foreign-address'
  | 'protection'
  | 'resources'
  | 'pret'
  | 'family'
  | 'closing'
  | 'cannot-connect';

/** The texts by which products tell; the first that fits decides. Codes alone are too coarse: 500 and 501 mean anything. */
const phrases: readonly (readonly [RegExp, Refusal])[] = [
  // drftpd, glftpd: `530 You must send PRET first`.
  [/\bPRET\b/i, 'pret'],
  // pyftpdlib: `550 SSL/TLS required on the data channel.`; FileZilla Server 0.9: `521 PROT P required`.
  [/(SSL|TLS).*required|PROT P required|must be encrypted|\bPROT C\b/i, 'protection'],
  // Pure-FTPd, FileZilla Server, z/OS, ProFTPD (RFC 2428 §2).
  [/PASV.*IPv6|IPv6.*PASV|No IPv4 address available|not IPv4|network protocol/i, 'family'],
  // Pure-FTPd: `500 I won't open a connection to 10.0.0.5 (only to 203.0.113.7)`.
  [/won't open a connection to|only to \S+\)/i, 'foreign-address'],
  // pyftpdlib, then FileZilla Server 0.9, then inetutils.
  [/foreign address|does not match control connection|address wrong/i, 'foreign-address'],
  // pyftpdlib's replies to PORT itself.
  [/Can't connect to specified address|Active data channel timed out/i, 'cannot-connect'],
];

/** Whether a 421 ends the control connection for idleness or a shutdown, and not because of the data connection. */
export function isOwnEnd({ code, text }: Pick<FailureOf<'rejected'>, 'code' | 'text'>): boolean {
  return (
    code === 421 &&
    /time.?out|timed out|time exceeded|closing control|shut/i.test(text) &&
    !/\bdata\b|does not match/i.test(text)
  );
}

/** Judges one refusal of PASV, EPSV, PORT or EPRT. */
export function meaningOfRefusal({ command, code, text }: FailureOf<'rejected'>): Refusal {
  const known = phrases.find(([phrase]) => phrase.test(text));
  if (known) return known[1];
  const isActive = /^(PORT|EPRT)\b/i.test(command);
  // vsftpd and ProFTPD: `500 Illegal PORT command`; ProFTPD says 501 for a mere syntax error.
  if (isActive && code === 500 && /illegal (PORT|EPRT)/i.test(text)) return 'foreign-address';
  // IIS 7.5 and later.
  if (isActive && code === 501 && /cannot accept argument/i.test(text)) return 'foreign-address';
  if (isOwnEnd({ code, text })) return 'closing';
  if (code === 522) return isActive || /^EPSV\b/i.test(command) ? 'family' : 'protection';
  if (code === 521 || code === 533 || code === 534) return 'protection';
  if (isActive && code === 425) return 'cannot-connect';
  // vsftpd: `500 OOPS: vsf_sysutil_bind`; Pure-FTPd: `425 All reserved TCP ports are busy`.
  if (/vsf_sysutil_bind|OOPS|passive connection|ports are busy|too many|create socket/i.test(text)) return 'resources';
  return code === 421 || code === 425 || code === 426 || code === 451 ? 'resources' : 'policy';
}

/** The refusal that the reply to a command was, or undefined when it was none. */
export function refusalOf(reply: Outcome<unknown>): FailureOf<'rejected'> | undefined {
  return reply.status === 'failed' && reply.failure.kind === 'rejected' ? reply.failure : undefined;
}

/** What the refusal means that the reply to a command was, or undefined when it was none. */
export function meaningOfReply(reply: Outcome<unknown>): Refusal | undefined {
  const refusal = refusalOf(reply);
  return refusal && meaningOfRefusal(refusal);
}
