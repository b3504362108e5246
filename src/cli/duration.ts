const millisecondsIn: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Reads `10`, `1.5s`, `250ms` or `2m` as milliseconds, seconds where no unit is given; null when it is not a duration. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim());
  if (match === null) return null;
  const [, amount, unit] = match;
  return Math.round(Number(amount) * (millisecondsIn[unit ?? 's'] ?? 1_000));
}
