import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isSafeArgument } from '../ftp/command.ts';
import type { CheckFlags } from './check-flags.ts';
import type { WantedLogin } from './check-options.ts';
import { findInNetrc, parseNetrc } from './netrc.ts';
import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

type PasswordFlags = Pick<CheckFlags, 'passwordStdin' | 'passwordFile' | 'netrcFile'>;

/** What anonymous servers have come to expect: something like an electronic mail address (RFC 1635 §2). */
const anonymousPassword = 'ftpdiag@example.com';

/** Readline takes milliseconds to load, and few runs ask. */
const loadPrompt = () => import('./prompt.ts');

/**
 * Finds who to log in as. The first of these that gives a password wins: `--password-stdin`, `--password-file`, the
 * URL, `FTPDIAG_PASSWORD`, netrc, a prompt. Where nobody is named, netrc may name a user; otherwise it is anonymous.
 * Throws {@link UsageError}.
 */
export async function findCredentials(host: string, wanted: WantedLogin, flags: PasswordFlags): Promise<Credentials> {
  const credentials = await firstCredentials(host, wanted, flags);
  if (!isSafeArgument(credentials.user) || !isSafeArgument(credentials.password)) {
    throw new UsageError('the user or the password holds a CR, LF or NUL, which FTP cannot carry');
  }
  return credentials;
}

async function firstCredentials(host: string, wanted: WantedLogin, flags: PasswordFlags): Promise<Credentials> {
  const { user, urlPassword } = wanted;
  const explicit = await explicitPassword(user, flags);
  const given = explicit ?? urlPassword ?? (user === null ? null : (process.env.FTPDIAG_PASSWORD ?? null));
  if (user !== null && given !== null) return { user, password: given };
  const entry = findInNetrc(parseNetrc(netrcText(flags.netrcFile)), host, user);
  const name = user ?? entry?.login ?? 'anonymous';
  if (entry?.password != null) return { user: name, password: entry.password };
  if (name === 'anonymous' || name === 'ftp') return { user: name, password: anonymousPassword };
  return { user: name, password: await promptFor(name, host) };
}

async function explicitPassword(user: string | null, flags: PasswordFlags): Promise<string | null> {
  const { passwordStdin, passwordFile } = flags;
  if (passwordStdin === undefined && passwordFile === undefined) return null;
  if (passwordStdin !== undefined && passwordFile !== undefined) {
    throw new UsageError('--password-stdin and --password-file exclude each other: give one');
  }
  if (user === null) throw new UsageError('a password is given, but no user: name one with --user');
  if (passwordFile !== undefined) return firstLine(readTextFile('--password-file', passwordFile));
  if (process.stdin.isTTY) return (await loadPrompt()).askHidden(`Password of ${user}: `);
  return firstLine(await readStdin());
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text;
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** A file named on the command line must be there; the usual places may be empty or closed. */
function netrcText(file: string | undefined): string {
  if (file !== undefined) return readTextFile('--netrc-file', file);
  try {
    return readFileSync(process.env.NETRC ?? join(homedir(), '.netrc'), 'utf8');
  } catch {
    return '';
  }
}

async function promptFor(user: string, host: string): Promise<string> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(
      `no password for user ${user}: use --password-stdin, --password-file, FTPDIAG_PASSWORD or a netrc file`,
    );
  }
  return (await loadPrompt()).askHidden(`Password of ${user} at ${host}: `);
}
