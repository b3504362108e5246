const mask = '****';

/** PASS and ACCT (RFC 959 §4.1.1), their known aliases, and ADAT's security data (RFC 2228 §3). */
export const secretVerb = /PASS|ACCT|P@SW|ADAT|SITE\s+PSWD/;
const secretCommand = new RegExp(`^\\s*(${secretVerb.source})(?:\\s.*)?$`, 'is');

/** A command line fit to be kept: the argument of a command that carries a secret becomes `****`. */
export function redactCommand(line: string): string {
  const command = secretCommand.exec(line)?.[1];
  return command === undefined ? line : `${command.toUpperCase()} ${mask}`;
}

/** The text with every secret in it replaced by `****`, percent-encoded occurrences too. Empty secrets are ignored. */
export function scrub(text: string, secrets: readonly string[]): string {
  // The longest first: a secret that is part of another must not leave the rest of that one behind.
  const patterns = secrets
    .filter(secret => secret !== '')
    .toSorted((a, b) => b.length - a.length)
    .map(secret => Array.from(secret, characterPattern).join(''));
  return patterns.length === 0 ? text : text.replace(new RegExp(patterns.join('|'), 'gu'), mask);
}

const encoder = new TextEncoder();

/** One character of a secret, as it is or percent-encoded with hexadecimal digits in either case. */
function characterPattern(character: string): string {
  const literal = character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
  const encoded = Array.from(encoder.encode(character), byte => {
    const digits = byte.toString(16).padStart(2, '0');
    return `%${digits.replace(/[a-f]/g, digit => `[${digit}${digit.toUpperCase()}]`)}`;
  }).join('');
  return `(?:${literal}|${encoded})`;
}
