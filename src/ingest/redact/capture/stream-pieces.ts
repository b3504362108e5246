import { uint16 } from '../../capture/read-integer.ts';
import { isRecordType } from '../../capture/sessions/tls/record-reader.ts';
import type { Run } from './control-stream.ts';

/** A part of what one end sent: TLS, or a line without its LF. */
export interface Piece {
  readonly kind: 'tls' | 'line';
  /** Where in the run. */
  readonly start: number;
  readonly end: number;
  /** Whether the beginning of the line may be missing. */
  readonly isTorn: boolean;
}

const recordHeaderBytes = 5;
/** RFC 5246 §6.2.3 allows so much in a record. */
const longestRecord = 16_384 + 2048;
/** A longer line is taken in parts, of which only the first is a line. */
const longestLine = 65_536;
const lf = 0x0a;

/** Divides the runs of one direction into lines and TLS; a side may begin TLS and go back to clear text (RFC 4217 §5). */
export function piecesOf({ bytes, isBeginning }: Run): readonly Piece[] {
  const pieces: Piece[] = [];
  let isTorn = !isBeginning;
  let at = 0;
  while (at < bytes.length) {
    const record = recordAt(bytes, at);
    let end: number;
    if (record === 0) {
      const lineEnd = bytes.indexOf(lf, at);
      end = Math.min(lineEnd === -1 ? bytes.length : lineEnd + 1, at + longestLine);
      pieces.push({ kind: 'line', start: at, end, isTorn });
      isTorn = bytes[end - 1] !== lf;
    } else {
      end = Math.min(at + record, bytes.length);
      pieces.push({ kind: 'tls', start: at, end, isTorn: false });
      isTorn = false;
    }
    at = end;
  }
  return pieces;
}

/** How long the TLS record is that begins there, or 0 for none. */
function recordAt(bytes: Uint8Array, at: number): number {
  if (!isRecordType(bytes[at] ?? 0) || bytes[at + 1] !== 3 || (bytes[at + 2] ?? 255) > 4) return 0;
  const length = uint16(bytes, at + 3);
  return length <= longestRecord ? recordHeaderBytes + length : 0;
}
