import type { CaptureSummary } from '../../../../src/ingest/capture/capture-summary.ts';
import type { Flow, IcmpError } from '../../../../src/ingest/capture/flow.ts';
import type { FlowListener } from '../../../../src/ingest/capture/flow-listener.ts';
import { type CaptureOptions, readCapture } from '../../../../src/ingest/capture/read-capture.ts';

/** What a listener was told. */
export interface Heard {
  readonly summary: CaptureSummary;
  readonly flows: readonly Flow[];
  readonly icmp: readonly IcmpError[];
  readonly startedAt: string | null | undefined;
  /** One line an event: `1 opened`, `1 opener: USER x`, `1 peer lacks 10`, `1 ended closed`. */
  readonly events: readonly string[];
}

interface Settings extends CaptureOptions {
  /** The file's bytes come in pieces of this size. */
  readonly chunkBytes?: number;
  /** What the listener answers to payload. */
  answer?(flow: Flow, text: string): 'more' | 'enough';
}

/** Reads a capture and writes down all that is told of it. */
export async function listen(file: Uint8Array, settings: Settings = {}): Promise<Heard> {
  const { chunkBytes = file.length, answer = () => 'more', ...options } = settings;
  const events: string[] = [];
  const flows: Flow[] = [];
  const icmp: IcmpError[] = [];
  let startedAt: string | null | undefined;
  const listener: FlowListener = {
    began(at) {
      startedAt = at;
    },
    opened(flow) {
      flows.push(flow);
      events.push(`${flow.id} opened`);
    },
    payload(flow, side, bytes) {
      const text = Buffer.from(bytes).toString('latin1');
      events.push(`${flow.id} ${side}: ${text}`);
      return answer(flow, text);
    },
    gap: (flow, side, bytes) => void events.push(`${flow.id} ${side} lacks ${bytes}`),
    ended: (flow, how) => void events.push(`${flow.id} ended ${how}`),
    icmp: error => void icmp.push(error),
  };
  const summary = await readCapture(piecesOf(file, chunkBytes), listener, options);
  return { summary, flows, icmp, startedAt, events };
}

/** One buffer is used for piece after piece, as a reader of files may do. */
export async function* piecesOf(file: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(Math.max(1, pieceBytes));
  for (let at = 0; at < file.length; at += piece.length) {
    const part = file.subarray(at, at + piece.length);
    piece.set(part);
    yield piece.subarray(0, part.length);
    piece.fill(0xdd);
  }
}
