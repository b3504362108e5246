/** Gives another text for a string, by the key that it, or the array that holds it, has. */
export type Change = (text: string, key: string) => string;

/** The JSON text with other strings in it: keys, numbers, and all space between them stay as they are. */
export function changeJsonStrings(json: string, change: Change): string {
  const pieces: string[] = [];
  let key = '';
  let copied = 0;
  for (let start = json.indexOf('"'); start !== -1; ) {
    const end = endOfString(json, start);
    const literal = json.slice(start, end);
    const text = parseString(literal);
    if (isKey(json, end)) key = text ?? '';
    else if (text !== null) {
      const changed = change(text, key);
      if (changed !== text) {
        pieces.push(json.slice(copied, start), JSON.stringify(changed));
        copied = end;
      }
    }
    start = json.indexOf('"', end);
  }
  return pieces.join('') + json.slice(copied);
}

/** Behind the closing quote. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, json.length);
}

function parseString(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function isKey(json: string, end: number): boolean {
  let at = end;
  while (/\s/.test(json[at] ?? '')) at += 1;
  return json[at] === ':';
}
