import { uint16 } from './read-integer.ts';

const kind = { end: 0, noOperation: 1, maximumSegmentSize: 2, windowScale: 3 } as const;
/** RFC 7323 §2.3: more than that counts as that. */
const largestScale = 14;

/** What a SYN announces: the maximum segment size in bytes (RFC 9293 §3.7.1) and the window scale; -1 for not at all. */
export interface TcpOptions {
  readonly mss: number;
  readonly windowScale: number;
}

/** Reads the options of a segment with SYN, in `bytes` from `at` to `end`. */
export function readTcpOptions(bytes: Uint8Array, at: number, end: number): TcpOptions {
  let mss = -1;
  let windowScale = -1;
  let position = at;
  while (position < end) {
    const option = bytes[position];
    if (option === kind.end) break;
    if (option === kind.noOperation) {
      position += 1;
      continue;
    }
    const length = bytes[position + 1] ?? 0;
    if (length < 2 || position + length > end) break;
    if (option === kind.maximumSegmentSize && length === 4) mss = uint16(bytes, position + 2);
    if (option === kind.windowScale && length === 3) windowScale = Math.min(bytes[position + 2] ?? 0, largestScale);
    position += length;
  }
  return { mss, windowScale };
}
