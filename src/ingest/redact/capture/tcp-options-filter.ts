import type { TcpSegment } from '../../capture/tcp-segment.ts';

const endOfOptions = 0;
const noOperation = 1;
/** Segment size, window scale, SACK and time stamps (RFC 9293 §3.2, RFC 2018, RFC 7323): numbers of TCP's own, with their lengths. */
const harmless: ReadonlyMap<number, (length: number) => boolean> = new Map([
  [2, (length: number) => length === 4],
  [3, (length: number) => length === 3],
  [4, (length: number) => length === 2],
  [5, (length: number) => length >= 10 && length <= 34 && length % 8 === 2],
  [8, (length: number) => length === 10],
]);

/** Leaves of a segment's options those that say nothing of anybody; in place of others stands the one that does nothing. */
export function filterTcpOptions(bytes: Uint8Array, { optionsAt, optionsEnd }: TcpSegment): void {
  for (let at = optionsAt; at < optionsEnd; ) {
    const kind = bytes[at] ?? endOfOptions;
    if (kind === noOperation) {
      at += 1;
      continue;
    }
    const length = bytes[at + 1] ?? 0;
    const isWhole = kind !== endOfOptions && length >= 2 && at + length <= optionsEnd;
    const end = isWhole ? at + length : optionsEnd;
    if (kind === endOfOptions) bytes.fill(endOfOptions, at, end);
    else if (!isWhole || harmless.get(kind)?.(length) !== true) bytes.fill(noOperation, at, end);
    at = end;
  }
}
