import { Recorder } from '../../recorder.ts';
import type { Recording } from '../../recording.ts';
import { fromLaterZero, laterBy } from './later-zero.ts';
import type { TimedEvent } from './timed-event.ts';

/** An event and where it stands among others of the same moment: lower first, else as they were added. */
interface Entry {
  readonly event: TimedEvent;
  readonly rank: number;
}

/** Far more than a recording keeps: what an endless session says is not collected without bound. */
const mostNoted = 20_000;

/** Collects what happened in a session from several connections, and writes it down in the order in which it happened. */
export class Timeline {
  readonly #entries: Entry[] = [];

  /** Of its texts, in characters and roughly. */
  size = 0;

  /** Something was said. Times count from the capture's first packet. What comes after very much of it is left out. */
  note(event: TimedEvent): void {
    if (this.#entries.length >= mostNoted) return;
    this.#entries.push({ event, rank: 0 });
    this.size += 100 + ('text' in event ? event.text.length : 0);
  }

  /** Something that is told when the session is over. */
  add(event: TimedEvent, rank = 0): void {
    this.#entries.push({ event, rank });
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
      const moved = fromLaterZero(event, baseMs);
      if (moved.kind === 'command') recorder.command(moved.text, moved.atMs);
      else recorder.add(moved);
    }
    return recorder.finish(head.isCut);
  }
}
