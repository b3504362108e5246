/** A service that is no FTP in clear text, by how it begins to speak. */
export type ForeignService = 'ssh' | 'http' | 'mail' | 'tls';

const beginnings: readonly (readonly [ForeignService, RegExp])[] = [
  // A TLS alert or handshake record, version 3.x (RFC 8446 §5.1).
  ['tls', /^[\x15\x16]\x03/],
  ['ssh', /^SSH-\d/],
  ['http', /^(HTTP\/\d|<!doctype html|<html)/i],
  // SMTP greets with 220 as FTP does, so that its name decides; POP3 and IMAP have beginnings of their own.
  ['mail', /^(\+OK|-ERR|\* (OK|BYE|PREAUTH)\b)|\bE?SMTP\b/i],
];

/** Which service begins with this text; null when it may be FTP. */
export function foreignServiceOf(text: string): ForeignService | null {
  return beginnings.find(([, beginning]) => beginning.test(text))?.[0] ?? null;
}
