import type { RecordedEvent } from '../../recording.ts';

/** An event whose time is known, as all that packets tell are. */
export type TimedEvent = RecordedEvent & { readonly atMs: number };
