import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { UsageError } from '../../../src/cli/usage-error.ts';

/** What `npm run lab` was asked to do. */
export interface LabOptions {
  /** Scenarios whose name matches; null for all. */
  readonly only: RegExp | null;
  readonly task: 'check' | 'list' | 'keep' | 'oracle';
  /** How many scenarios stand beside each other. */
  readonly jobs: number;
  /** Check with a copy of the program that finds no koffi, and so cannot ask the kernel. */
  readonly withoutKoffi: boolean;
  /** File for everything as JSON; null for none. */
  readonly json: string | null;
  /** Folder for the report of each scenario; null for none. */
  readonly evidence: string | null;
  /** False with `--no-color`. */
  readonly wantsColor: boolean;
}

interface Flags {
  readonly only?: RegExp;
  readonly list?: true;
  readonly keep?: true;
  readonly oracle?: true;
  readonly jobs: number;
  readonly withoutKoffi?: true;
  readonly json?: string;
  readonly evidence?: string;
  readonly color: boolean;
}

/** A scenario mostly waits, and a few at a time keep two cores busy. */
const defaultJobs = 10;
const mostJobs = 100;

/** Reads the words after `npm run lab --`; null when help was asked for, and printed. Throws {@link UsageError}. */
export function readCommandLine(words: readonly string[]): LabOptions | null {
  const command = new Command('npm run lab --')
    .description('Check real servers behind real firewalls and NATs, and compare every verdict with what is true')
    .option('--only <regex>', 'only scenarios whose name matches', readPattern)
    .option('--list', 'list the scenarios, and run none')
    .option('--keep', 'leave the one selected scenario standing, and say how to enter it')
    .option('--oracle', 'check the labels with curl and lftp in place of ftpdiag')
    .option('--jobs <number>', 'scenarios beside each other', readJobs, defaultJobs)
    .option('--without-koffi', 'check with a copy of the program that lacks its optional package')
    .option('--json <file>', 'write results and reports to a file')
    .option('--evidence <folder>', 'write each report and server log, or what curl and lftp said, to files in a folder')
    .option('--no-color', 'no colour; NO_COLOR and FORCE_COLOR are heeded too')
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  try {
    command.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw new UsageError(error.message.replace(/^error: /, ''));
  }
  const flags = command.opts<Flags>();
  return {
    only: flags.only ?? null,
    task: taskOf(flags),
    jobs: flags.jobs,
    withoutKoffi: flags.withoutKoffi ?? false,
    json: flags.json ?? null,
    evidence: flags.evidence ?? null,
    wantsColor: flags.color,
  };
}

function taskOf(flags: Flags): LabOptions['task'] {
  const wanted = (['list', 'keep', 'oracle'] as const).filter(task => flags[task]);
  if (wanted.length > 1) throw new UsageError(`--${wanted.join(' and --')} exclude each other: give one`);
  return wanted[0] ?? 'check';
}

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new InvalidArgumentError('It is no regular expression.');
  }
}

function readJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= mostJobs) return jobs;
  throw new InvalidArgumentError(`Give a number from 1 to ${mostJobs}.`);
}
