/** Mail programs break lines at about 72 to 78 characters; what is much shorter or longer was not broken by them. */
const narrowest = 60;
const widest = 100;
/** One line that was broken may be none; its length must then be that of a line that was. */
const fewest = 2;
const longEnough = 50;

/**
 * The width at which a mail program or a ticket broke the lines of a log, or null where none was broken.
 *
 * A line is seen to go on when the next one cannot stand alone, and its first word would not have fitted behind it.
 */
export function wrapWidth(lines: readonly string[], canStandAlone: (line: string) => boolean): number | null {
  const width = lines.reduce((longest, line) => Math.max(longest, line.length), 0);
  if (width < narrowest || width > widest) return null;
  const broken = lines.filter((line, index) => {
    const next = lines[index + 1];
    return next !== undefined && goesOn(line, next, width) && canStandAlone(line) && !canStandAlone(next);
  });
  return broken.length >= fewest || broken.some(line => line.length >= longEnough) ? width : null;
}

/** Whether the second line may be the rest of the first, as far as lengths tell. */
export function goesOn(line: string, next: string, width: number): boolean {
  const word = /^\S+/.exec(next)?.[0];
  return word !== undefined && line.length <= width && line.length + 1 + word.length > width;
}
