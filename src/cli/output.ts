import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WriteStream } from 'node:tty';
import type { ReporterOptions } from '../report/reporter.ts';
import { fileProblem } from './text-file.ts';
import { UsageError } from './usage-error.ts';

type Surroundings = Readonly<Record<string, string | undefined>>;

/** What the place that the report goes to can show. */
export type Medium = Pick<ReporterOptions, 'width' | 'color' | 'unicode'>;

/** A file takes 80 columns; colour only where it was asked for in so many words. */
export function mediumOf(
  stream: Pick<WriteStream, 'isTTY' | 'columns'> | null,
  wantsColor: boolean,
  env: Surroundings,
): Medium {
  const columns = stream?.isTTY ? stream.columns : Number(env.COLUMNS);
  return {
    width: Math.max(40, columns || 80),
    color: wantsColor && colorOf(stream?.isTTY ?? false, env),
    unicode: unicodeOf(env),
  };
}

/** NO_COLOR (no-color.org) outranks FORCE_COLOR, which outranks what the stream is. */
function colorOf(isTerminal: boolean, env: Surroundings): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

/** Only a locale that names another character set says no: many containers set none, on terminals that can. */
function unicodeOf(env: Surroundings): boolean {
  if (env.TERM === 'linux') return false;
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(Boolean);
  if (locale === undefined) return true;
  return /utf-?8/i.test(locale) || !(locale.includes('.') || locale === 'C' || locale === 'POSIX');
}

/** A report that is there and cannot be handed over. Ends the command with exit code 3. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Finds out before a run whether the file that an option names could be written. Throws {@link UsageError}. */
export function checkWritable(file: string, option = '--output'): void {
  const problem = whyNotWritable(file);
  if (problem !== null) throw new UsageError(`${option} ${file} cannot be written: ${problem}`);
}

function whyNotWritable(file: string): string | null {
  const folder = dirname(file);
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) return 'it is a directory';
    if (found === undefined && !existsSync(folder)) return `there is no folder ${folder}`;
    accessSync(found === undefined ? folder : file, constants.W_OK);
    return null;
  } catch (error) {
    return fileProblem(error);
  }
}

/** Writes the whole text to the file, or to stdout when it is null. Throws {@link OutputError}. */
export async function writeOutput(text: string, file: string | null): Promise<void> {
  if (file === null) return writeStdout(text);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new OutputError(`--output ${file} cannot be written: ${fileProblem(error)}`);
  }
}

/** Resolves once the text is out, or once nobody reads any more (`| head`), which is no failure. */
export function writeStdout(text: string): Promise<void> {
  const { stdout } = process;
  // The stream emits an error beside handing it to the callback; unheard, it would end the process.
  if (stdout.listenerCount('error') === 0) stdout.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    stdout.write(text, error => {
      if (error && !isBrokenPipe(error)) reject(new OutputError(`stdout cannot be written: ${fileProblem(error)}`));
      else resolve();
    });
  });
}

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
}
