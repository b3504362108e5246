/** How the bytes of a text file are to be read. Latin-1 is not among them: it is what a line falls back to. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Length of the byte order mark. */
  readonly markBytes: number;
}

/** So much of a file is enough to tell. */
export const encodingHeadBytes = 512;

/**
 * Tells the encoding by the byte order mark (Unicode §23.8), or else by the zeros that Latin letters have in UTF-16:
 * PowerShell's `>` and Windows' Notepad write it.
 */
export function detectEncoding(head: Uint8Array): TextEncoding {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', markBytes: 3 };
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', markBytes: 2 };
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', markBytes: 2 };
  const zeros = [0, 0];
  const looked = Math.min(head.length, encodingHeadBytes);
  for (let at = 0; at < looked; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = looked / 2;
  if (odd > most * 0.7 && even < most * 0.1) return { name: 'utf-16le', markBytes: 0 };
  if (even > most * 0.7 && odd < most * 0.1) return { name: 'utf-16be', markBytes: 0 };
  return { name: 'utf-8', markBytes: 0 };
}
