/** ` within 3.2 s`, with the space before it; nothing for a time of 0, which is one that a log does not tell. */
export function withinWords(milliseconds: number): string {
  return milliseconds === 0 ? '' : ` within ${durationInWords(milliseconds)}`;
}

/** ` after 3.2 s` in the same way. */
export function afterWords(milliseconds: number): string {
  return milliseconds === 0 ? '' : ` after ${durationInWords(milliseconds)}`;
}

/** A duration as people say it: `0.4 ms`, `12 ms`, `3.2 s`. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds >= 1000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  return `${milliseconds < 1 ? Number(milliseconds.toFixed(1)) : Math.round(milliseconds)} ms`;
}
