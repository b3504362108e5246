import { type Endpoint, formatEndpoint } from '../../core/endpoint.ts';
import type { Flow, Side } from '../capture/flow.ts';
import type { FlowListener } from '../capture/flow-listener.ts';
import { readCapture } from '../capture/read-capture.ts';

/** A line that was said on a control connection: of its text only the beginning, in which no secret can be. */
export interface SpokenLine {
  /** When the packet with its first byte, and that with its last, could be read. */
  readonly beganMs: number;
  readonly endedMs: number;
  /** Its first {@link headLength} bytes. */
  readonly head: string;
}

/** What the packets of a run show. Times are milliseconds from the first packet. */
export interface LiveFlows {
  readonly flows: readonly Flow[];
  /** When the first packet was taken, in milliseconds since 1970; null where there was none. */
  readonly startedMs: number | null;
  /** What an end of a flow said, by {@link Flow.id}. */
  lines(flow: Flow, side: Side): readonly SpokenLine[];
}

/** A run has some dozens; its probing of distances brings more. */
const mostFlows = 1024;
/** A control connection says no more lines than that to one check. */
const mostLines = 4000;
/** A code with what follows it, or a command: its argument may be a password. */
export const headLength = 4;
const lf = 0x0a;
const cr = 0x0d;

/** Reads the recorded packets, and the lines of those flows that have one of the endpoints at an end. */
export async function readLiveFlows(
  pcap: readonly Uint8Array[],
  controlEndpoints: readonly Endpoint[],
): Promise<LiveFlows> {
  const listener = new LiveListener(new Set(controlEndpoints.map(formatEndpoint)));
  await readCapture(inOrder(pcap), listener, { mostFlows });
  return listener;
}

/** The parts of a file as a source of bytes. */
export async function* inOrder(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

class LiveListener implements FlowListener, LiveFlows {
  readonly flows: Flow[] = [];
  startedMs: number | null = null;
  readonly #control: ReadonlySet<string>;
  readonly #spoken = new Map<string, LineHeads>();

  constructor(control: ReadonlySet<string>) {
    this.#control = control;
  }

  lines(flow: Flow, side: Side): readonly SpokenLine[] {
    return this.#spoken.get(`${flow.id} ${side}`)?.lines ?? [];
  }

  began(startedAt: string | null): void {
    if (startedAt !== null) this.startedMs = inMs(startedAt);
  }

  opened(flow: Flow): void {
    this.flows.push(flow);
  }

  payload(flow: Flow, side: Side, bytes: Uint8Array, atMs: number): 'more' | 'enough' {
    if (!this.#control.has(formatEndpoint(flow.opener)) && !this.#control.has(formatEndpoint(flow.peer)))
      return 'enough';
    const key = `${flow.id} ${side}`;
    let heads = this.#spoken.get(key);
    if (heads === undefined) {
      heads = new LineHeads();
      this.#spoken.set(key, heads);
    }
    heads.take(bytes, atMs);
    return 'more';
  }

  gap(flow: Flow, side: Side): void {
    // What follows could not be told apart from what is missing.
    this.#spoken.get(`${flow.id} ${side}`)?.stop();
  }

  ended(): void {}

  icmp(): void {}
}

class LineHeads {
  readonly lines: SpokenLine[] = [];
  #head = '';
  #beganMs = Number.NaN;
  #isOver = false;

  take(bytes: Uint8Array, atMs: number): void {
    if (this.#isOver) return;
    for (const byte of bytes) {
      if (Number.isNaN(this.#beganMs)) this.#beganMs = atMs;
      if (byte === lf) {
        this.lines.push({ beganMs: this.#beganMs, endedMs: atMs, head: this.#head });
        this.#head = '';
        this.#beganMs = Number.NaN;
        if (this.lines.length >= mostLines) {
          this.stop();
          return;
        }
      } else if (byte !== cr && this.#head.length < headLength) this.#head += String.fromCharCode(byte);
    }
  }

  stop(): void {
    this.#isOver = true;
  }
}

/** To the microsecond, which `Date` does not know. */
function inMs(iso: string): number {
  const [second = '', fraction = ''] = iso.replace('Z', '').split('.');
  return Date.parse(`${second}Z`) + Number(`0.${fraction || '0'}`) * 1000;
}
