import { Recorder } from '../../recorder.ts';
import type { RecordedEvent, Recording } from '../../recording.ts';

/** An event and where it stands among others of the same moment: lower first, else as they were added. */
interface Entry {
  readonly event: RecordedEvent & { readonly atMs: number };
  readonly rank: number;
}

/** Far more than a recording keeps: what an endless session says is not collected without bound. */
const mostEntries = 20_000;

/** Collects what happened in a session from several connections, and writes it down in the order in which it happened. */
export class Timeline {
  readonly #entries: Entry[] = [];

  /** Of its texts, in characters and roughly. */
  size = 0;

  /** Times count from the capture's first packet. */
  add(event: RecordedEvent & { readonly atMs: number }, rank = 0): void {
    if (this.#entries.length >= mostEntries) return;
    this.#entries.push({ event, rank });
    this.size += 100 + ('text' in event ? event.text.length : 0);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** The recording, whose times count from its own first event. `captureStart` is the wall-clock time of 0, if known. */
  toRecording(head: Omit<Recording, 'events' | 'clock' | 'startedAt'>, captureStart: string | null): Recording {
    const entries = this.#entries.toSorted((a, b) => a.event.atMs - b.event.atMs || a.rank - b.rank);
    const baseMs = entries[0]?.event.atMs ?? 0;
    const recorder = new Recorder({ ...head, startedAt: captureStart === null ? null : laterBy(captureStart, baseMs) });
    recorder.setClock('exact');
    for (const { event } of entries) {
      const moved = shiftTimes(event, baseMs);
      if (moved.kind === 'command') recorder.command(moved.text, moved.atMs);
      else recorder.add(moved);
    }
    return recorder.finish(head.isCut);
  }
}

/** Milliseconds to the microsecond, without the noise that subtracting leaves. */
function exactly(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** Plain data with every `atMs` in it, those of a handshake and its facts among them, moved to a later zero. */
function shiftTimes<Value>(value: Value, byMs: number): Value {
  if (Array.isArray(value)) return value.map(one => shiftTimes(one, byMs)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const moved = Object.entries(value).map(([key, one]) =>
    key === 'atMs' && typeof one === 'number' ? [key, exactly(one - byMs)] : [key, shiftTimes(one, byMs)],
  );
  return Object.fromEntries(moved) as Value;
}

/** An ISO 8601 time in UTC, moved by milliseconds, to the microsecond. */
export function laterBy(iso: string, ms: number): string {
  const [, seconds = '', fraction = ''] = /^(.*?:\d\d)(?:\.(\d+))?Z?$/.exec(iso) ?? [];
  const wholeMs = Date.parse(`${seconds}Z`);
  if (Number.isNaN(wholeMs)) return iso;
  const micros = Math.round(Number(fraction.padEnd(6, '0').slice(0, 6)) + ms * 1000);
  const time = new Date(wholeMs + Math.floor(micros / 1_000_000) * 1000);
  if (Number.isNaN(time.getTime())) return iso;
  const rest = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  return `${time.toISOString().slice(0, -5)}.${String(rest).padStart(6, '0')}Z`;
}
