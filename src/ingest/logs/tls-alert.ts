/** Names of TLS alerts (RFC 8446 §6, RFC 5246 §7.2) as OpenSSL writes them. */
const names: Readonly<Record<string, string>> = {
  '20': 'bad record mac',
  '40': 'handshake failure',
  '42': 'bad certificate',
  '43': 'unsupported certificate',
  '44': 'certificate revoked',
  '45': 'certificate expired',
  '46': 'certificate unknown',
  '47': 'illegal parameter',
  '48': 'unknown ca',
  '49': 'access denied',
  '50': 'decode error',
  '51': 'decrypt error',
  '70': 'protocol version',
  '71': 'insufficient security',
  '80': 'internal error',
  '86': 'inappropriate fallback',
  '109': 'missing extension',
  '112': 'unrecognized name',
  '116': 'certificate required',
  '120': 'no application protocol',
};

/** The alert that a message names by its number in parentheses, or as OpenSSL does; null where it names none. */
export function tlsAlertIn(message: string): string | null {
  const number = /\balert\b[^()]{0,80}\((\d{1,3})\)/i.exec(message)?.[1];
  if (number !== undefined) return names[number] ?? number;
  return /\balert ([a-z ]{3,40})/i.exec(message)?.[1]?.trim().toLowerCase() ?? null;
}
