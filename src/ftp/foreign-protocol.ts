const TLS_ALERT = 0x15;
const TLS_HANDSHAKE = 0x16;
const TLS_MAJOR_VERSION = 3;

/** True when the bytes begin like a TLS alert or handshake record (RFC 8446 §5.1). */
export function isTlsRecord(bytes: Uint8Array): boolean {
  return (bytes[0] === TLS_ALERT || bytes[0] === TLS_HANDSHAKE) && bytes[1] === TLS_MAJOR_VERSION;
}

/** Services that are met on FTP ports, by how they begin to speak. SMTP greets with a valid 220 and is not among them. */
const foreignBeginnings: readonly (readonly [RegExp, string])[] = [
  [/^\x15\x03/, 'a TLS alert came where an FTP reply was due'],
  [/^\x16\x03/, 'a TLS handshake record came where an FTP reply was due'],
  [/^SSH-/, 'an SSH server answered, not an FTP server'],
  [/^HTTP\/|^<(!doctype|html)/i, 'a web server answered, not an FTP server'],
  [/^\+OK/, 'a POP3 server answered, not an FTP server'],
  [/^\* (OK|BYE|PREAUTH)/, 'an IMAP server answered, not an FTP server'],
  [/^RFB \d/, 'a VNC server answered, not an FTP server'],
];

/** In one sentence, why a line is not an FTP reply. */
export function describeForeignGreeting(line: string): string {
  for (const [beginning, problem] of foreignBeginnings) if (beginning.test(line)) return problem;
  const code = /^\d{3}(?!\d)/.exec(line)?.[0];
  if (code === undefined) return 'the line does not begin with a three-digit reply code';
  if (!/^[1-6]/.test(code)) return `the reply code ${code} is not within 100–699`;
  return `the reply code ${code} is not followed by a space or a hyphen`;
}
