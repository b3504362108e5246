/** Reads an integer of two bytes in the section's byte order. */
type Read16 = (bytes: Uint8Array, at: number) => number;

/**
 * Goes through the options of a pcapng block, in `bytes` from `at` to `end`: a code, a length, a value, padded to four
 * bytes. Ends at the end-of-options mark, and where a length reaches beyond the block.
 */
export function forEachOption(
  bytes: Uint8Array,
  at: number,
  end: number,
  read16: Read16,
  take: (code: number, valueAt: number, length: number) => void,
): void {
  let position = at;
  while (position + 4 <= end) {
    const code = read16(bytes, position);
    const length = read16(bytes, position + 2);
    const valueAt = position + 4;
    if (code === 0 || valueAt + length > end) return;
    take(code, valueAt, length);
    position = valueAt + length + (-length & 3);
  }
}
