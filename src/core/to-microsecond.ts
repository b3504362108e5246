/** Milliseconds to the microsecond: packets are stamped no finer, and differences of doubles leave noise behind. */
export function toMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
