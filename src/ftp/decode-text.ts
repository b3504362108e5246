const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of one line: UTF-8 (RFC 2640) where the bytes are valid UTF-8, else Latin-1, which fits any bytes. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  }
}
