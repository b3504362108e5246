/** Longest text that is shown in one piece, in UTF-16 units; a greeting or a reply is far below it. */
const defaultLimit = 2_000;

/**
 * What must not reach a terminal as it is: C0 and C1 controls and DEL (they move the cursor, change colours, set the
 * window's title), characters that turn the direction of text (Unicode UAX #9) or are invisible, line separators,
 * and halves of surrogate pairs.
 */
const dangerous =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/**
 * Makes a text safe to print on a terminal: control characters become visible (`\x1b`, `\u{202e}`, `\n`), and what is
 * beyond the limit is left out, which is said. Escaping twice changes nothing.
 */
export function escapeForTerminal(text: string, limit: number = defaultLimit): string {
  const kept = text.length > limit ? text.slice(0, limit) : text;
  const visible = kept.replace(dangerous, makeVisible);
  const left = text.length - kept.length;
  return left > 0 ? `${visible}… (${left} more characters)` : visible;
}

function makeVisible(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
