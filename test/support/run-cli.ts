import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/ftpdiag.js', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliRun {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Sends SIGINT after this time. */
  readonly interruptAfterMs?: number;
}

/** Runs the built command line without a terminal, and waits for its end. */
export function runCli(
  words: readonly string[],
  { env = {}, stdin = '', interruptAfterMs }: CliRun = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, NO_COLOR: '1', ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
    const timer = interruptAfterMs === undefined ? null : setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
    child.once('error', reject);
    child.once('close', exitCode => {
      if (timer !== null) clearTimeout(timer);
      resolve({ exitCode, stdout, stderr });
    });
  });
}
