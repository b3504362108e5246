const literal = /^[ub]{0,2}(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")$/s;
const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(.))/gs;
const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

/**
 * The text that a string literal stands for, as Python's `repr` (`'…\r\n'`, `u'…'`), Go's `%q` (`"…\u00e9"`) and Node's
 * `inspect` write one; null where it is none.
 */
export function unquote(source: string): string | null {
  const [whole, single, double] = literal.exec(source) ?? [];
  if (whole === undefined) return null;
  return (single ?? double ?? '').replace(escapes, (all, hex, short, long, octal, letter: string | undefined) => {
    const digits = hex ?? short ?? long;
    if (digits !== undefined) return character(Number.parseInt(digits, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8));
    return letter === undefined ? all : (letters[letter] ?? letter);
  });
}

function character(code: number): string {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : '\ufffd';
}
