/** A duration as people say it: `0.4 ms`, `12 ms`, `3.2 s`. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds >= 1000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  return `${milliseconds < 1 ? Number(milliseconds.toFixed(1)) : Math.round(milliseconds)} ms`;
}
