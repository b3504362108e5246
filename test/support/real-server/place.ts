import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Where processes are started: on this machine's own network, or inside a network namespace. */
export interface Place {
  /** What is put before a command's own words: `ip netns exec NAME`, or nothing. */
  readonly prefix: readonly string[];
}

/** This machine's own network; everything started here talks over loopback alone. */
export const thisMachine: Place = { prefix: [] };

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program in a place; it does not outlive us. `ip netns exec` becomes the program, so the process id is the program's own. */
export function spawnIn(
  place: Place,
  program: string,
  words: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  const [first = program, ...rest] = [...place.prefix, program, ...words];
  const child = spawn(first, rest, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export interface Finished {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
  /** True when it had to be ended because the time it was given was up. */
  readonly cut: boolean;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The program is ended with SIGKILL after this time. */
  readonly limitMs?: number;
  readonly stdin?: string;
}

/** Runs a program to its end and collects what it says. Rejects only when it cannot be started. */
export function runIn(
  place: Place,
  program: string,
  words: readonly string[],
  { env = process.env, limitMs = 60_000, stdin = '' }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawnIn(place, program, words, { env, stdio: 'pipe' });
    const said = { stdout: '', stderr: '' };
    let cut = false;
    const limit = setTimeout(() => {
      cut = true;
      child.kill('SIGKILL');
    }, limitMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text;
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(stdin);
    child.once('error', error => {
      clearTimeout(limit);
      reject(error);
    });
    child.once('close', exitCode => {
      clearTimeout(limit);
      resolve({ exitCode, ...said, tookMs: performance.now() - startedAt, cut });
    });
  });
}
