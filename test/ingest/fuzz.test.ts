import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FuzzReport, FuzzTask } from './fuzz/fuzz-worker.ts';

/**
 * FTPDIAG_FUZZ_SEED=12 repeats a run, FTPDIAG_FUZZ_SEED=12:3456 its one input of that number. FTPDIAG_FUZZ_INPUTS says how
 * many there are.
 */
const [seed = Date.now() % 1_000_000_000, only = null] = (process.env.FTPDIAG_FUZZ_SEED ?? '')
  .split(':')
  .filter(part => part !== '')
  .map(Number);
const inputs = Number(process.env.FTPDIAG_FUZZ_INPUTS ?? 100_000);
const workers = only === null ? 2 : 1;
/** Nothing of a few kilobytes takes that long, on a machine however busy. */
const mostMs = 20_000;
const mostHeapMegabytes = 256;
/** What optimised code and grown tables may add. */
const mostGrowthBytes = 24 * 1024 * 1024;

const scratch = mkdtempSync(join(tmpdir(), 'ftpdiag-fuzz-'));
const program = join(scratch, 'fuzz-worker.cjs');

beforeAll(async () => {
  // Bundled, for a worker knows no TypeScript.
  const entry = fileURLToPath(new URL('./fuzz/fuzz-worker.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(scratch, { recursive: true }));

function run(first: number): Promise<FuzzReport> {
  const progress = new Int32Array(new SharedArrayBuffer(4));
  const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
  const span = only === null ? { first, end: inputs } : { first: only, end: only + 1 };
  const task: FuzzTask = { fixtures, seed, ...span, step: workers, progress };
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMegabytes },
    });
    let last = -1;
    let sinceMs = performance.now();
    const watch = setInterval(() => {
      const at = Atomics.load(progress, 0);
      if (at !== last) {
        last = at;
        sinceMs = performance.now();
      } else if (performance.now() - sinceMs > mostMs) fail(`input ${at} takes longer than ${mostMs} ms`);
    }, 500);
    const end = (): void => {
      clearInterval(watch);
      void worker.terminate();
    };
    const fail = (problem: string): void => {
      end();
      reject(new Error(`${problem}: repeat with FTPDIAG_FUZZ_SEED=${seed}:${Atomics.load(progress, 0)}`));
    };
    worker.once('message', (report: FuzzReport) => {
      end();
      resolve(report);
    });
    worker.once('error', error => fail(error.message));
  });
}

test(`${inputs} mutated recordings go through without an exception, a hang or growth; seed ${seed}`, {
  timeout: 600_000,
}, async () => {
  const reports = await Promise.all(Array.from({ length: workers }, (_, worker) => run(worker)));
  const failures = reports.flatMap(report => report.failures);
  expect(failures.map(failure => ({ ...failure, repeat: `FTPDIAG_FUZZ_SEED=${seed}:${failure.index}` }))).toEqual([]);
  expect(reports.reduce((sum, report) => sum + report.inputs, 0)).toBe(only === null ? inputs : 1);
  for (const { heapBytes } of reports) expect(heapBytes[1] - heapBytes[0]).toBeLessThan(mostGrowthBytes);
});
