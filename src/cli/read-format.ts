import { UsageError } from './usage-error.ts';

interface FormatFlags {
  readonly json?: true;
  readonly format?: string;
  readonly verbose?: true;
  readonly quiet?: true;
}

/** The name of the report's format, out of those known. Throws {@link UsageError} for flags that contradict each other. */
export async function readFormat(flags: FormatFlags, known: () => Promise<readonly string[]>): Promise<string> {
  if (flags.verbose && flags.quiet) throw new UsageError('--verbose and --quiet exclude each other: give one');
  if (flags.json && flags.format !== undefined && flags.format !== 'json') {
    throw new UsageError(`--json and --format ${flags.format} exclude each other: give one`);
  }
  if (flags.format === undefined) return flags.json ? 'json' : 'terminal';
  const names = await known();
  if (names.includes(flags.format)) return flags.format;
  throw new UsageError(`--format ${flags.format} is not known: use ${names.join(' or ')}`);
}
