/** What a netrc file says about one machine. */
export interface NetrcEntry {
  /** Lower-case name, or null for the `default` entry. */
  readonly machine: string | null;
  readonly login: string | null;
  readonly password: string | null;
}

interface Token {
  readonly text: string;
  /** Index of the line it stands on. */
  readonly line: number;
  /** A quoted token is a value even where it reads like a keyword. */
  readonly quoted: boolean;
}

/**
 * Reads the netrc format of the BSD ftp client: `machine`, `default`, `login`, `password`, `account` and `macdef`, with
 * values in double quotes where they hold spaces (`\"` and `\\` inside), and `#` comments where a keyword may stand.
 */
export function parseNetrc(text: string): readonly NetrcEntry[] {
  const lines = text.split(/\r?\n/);
  const tokens = lines.flatMap(tokensOf);
  const entries: { machine: string | null; login: string | null; password: string | null }[] = [];
  const next = (): string | null => tokens.shift()?.text ?? null;
  const skipTo = (line: number): void => {
    while (tokens[0] !== undefined && tokens[0].line < line) tokens.shift();
  };
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    const { text: word, line, quoted } = token;
    const entry = entries.at(-1);
    if (quoted) continue;
    if (word.startsWith('#')) skipTo(line + 1);
    else if (word === 'machine') entries.push({ machine: next()?.toLowerCase() ?? '', login: null, password: null });
    else if (word === 'default') entries.push({ machine: null, login: null, password: null });
    else if (word === 'login' && entry !== undefined) entry.login = next();
    else if (word === 'password' && entry !== undefined) entry.password = next();
    else if (word === 'account') next();
    else if (word === 'macdef') skipTo(endOfMacro(lines, line));
  }
  return entries;
}

/**
 * The first entry that fits: for this machine (or `default`), and for the user where one was named. An entry without a
 * login fits every user.
 */
export function findInNetrc(entries: readonly NetrcEntry[], host: string, user: string | null): NetrcEntry | undefined {
  const machine = host.toLowerCase();
  return entries.find(
    entry =>
      (entry.machine === null || entry.machine === machine) &&
      (user === null || entry.login === null || entry.login === user),
  );
}

/** A macro runs from `macdef name` to the next empty line, and may hold any words. */
function endOfMacro(lines: readonly string[], start: number): number {
  const length = lines.slice(start).findIndex(line => line.trim() === '');
  return length === -1 ? lines.length : start + length;
}

function tokensOf(text: string, line: number): Token[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([whole, quoted]) =>
    quoted === undefined
      ? { text: whole, line, quoted: false }
      : { text: quoted.replace(/\\(.)/g, '$1'), line, quoted: true },
  );
}
