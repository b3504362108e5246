import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { readCorpus } from './corpus.ts';
import { type FuzzInput, inputOf } from './inputs.ts';
import { shrink } from './shrink.ts';

/** What a worker is to do: every `step`th input from `first` to before `end`. */
export interface FuzzTask {
  readonly fixtures: string;
  readonly seed: number;
  readonly first: number;
  readonly end: number;
  readonly step: number;
  /** Where it writes the number of the input at hand, for whoever watches it. */
  readonly progress: Int32Array;
}

export interface FuzzFailure {
  readonly index: number;
  readonly sample: string;
  readonly target: string;
  readonly problem: string;
  /** A smaller input that fails as well, in base64. */
  readonly smallest: string;
}

export interface FuzzReport {
  readonly inputs: number;
  readonly failures: readonly FuzzFailure[];
  /** Heap in use once a tenth of the inputs was through, and at the end, in bytes. */
  readonly heapBytes: readonly [number, number];
  readonly slowest: { readonly index: number; readonly ms: number };
}

/** So many failures are enough to begin with. */
const mostFailures = 10;

async function problemOf({ target, format }: FuzzInput, bytes: Buffer): Promise<string | null> {
  try {
    await target.run(bytes, format);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

async function fuzz({ fixtures, seed, first, end, step, progress }: FuzzTask): Promise<FuzzReport> {
  const corpus = readCorpus(fixtures);
  const failures: FuzzFailure[] = [];
  let inputs = 0;
  let slowest = { index: first, ms: 0 };
  let early = 0;
  for (let index = first; index < end && failures.length < mostFailures; index += step) {
    Atomics.store(progress, 0, index);
    const input = inputOf(seed, index, corpus);
    const beganMs = performance.now();
    const problem = await problemOf(input, input.bytes);
    const ms = performance.now() - beganMs;
    if (ms > slowest.ms) slowest = { index, ms };
    if (problem !== null) {
      const smallest = await shrink(input.bytes, async bytes => (await problemOf(input, bytes)) !== null);
      const { sample, target } = input;
      failures.push({ index, sample, target: target.name, problem, smallest: smallest.toString('base64') });
    }
    inputs += 1;
    if (early === 0 && index - first >= (end - first) / 10) early = heapInUse();
  }
  return { inputs, failures, heapBytes: [early, heapInUse()], slowest };
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}

fuzz(workerData as FuzzTask).then(report => parentPort?.postMessage(report));
