import { characterWidth, textWidth } from './text-width.ts';

/**
 * Breaks a text into lines of at most so many columns: at spaces, between wide characters, and, where a single word is
 * longer than a line, within it. A no-break space holds together and is shown as a space. Never returns an empty list.
 * @param taken columns of the first line that something else stands in.
 */
export function wrapText(text: string, columns: number, taken = 0): string[] {
  const width = Math.max(columns, 2);
  const lines: string[] = [];
  let line = '';
  let used = taken;
  const finish = () => {
    lines.push(line.trimEnd().replaceAll('\u00a0', ' '));
    line = '';
    used = 0;
  };
  for (const piece of unbreakable(text)) {
    const blank = piece === ' ';
    const needed = textWidth(piece);
    if (used + needed > width && !blank && used > 0) finish();
    if (blank && line === '' && lines.length > 0) continue;
    for (const part of needed > width ? [...piece] : [piece]) {
      const partWidth = textWidth(part);
      if (used + partWidth > width) {
        if (part === ' ') continue;
        finish();
      }
      line += part;
      used += partWidth;
    }
  }
  finish();
  return lines;
}

/** The pieces between which a line may end: words, single spaces, single wide characters. */
function* unbreakable(text: string): Generator<string> {
  let word = '';
  for (const character of text) {
    const breaks = character === ' ' || characterWidth(character) === 2;
    if (!breaks) {
      word += character;
      continue;
    }
    if (word !== '') yield word;
    word = '';
    yield character;
  }
  if (word !== '') yield word;
}
