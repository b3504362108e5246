import { Random } from '../capture/support/random.ts';
import type { Corpus } from './corpus.ts';
import { mutate } from './mutate.ts';
import { type Target, targets } from './targets.ts';

/** One mutated input, and what it is to go through. */
export interface FuzzInput {
  readonly sample: string;
  readonly bytes: Buffer;
  readonly format: string | null;
  readonly target: Target;
}

const longestLog = 1200;
const longestCapture = 3000;

/** The input of that number: with one seed always the same, whatever came before it. */
export function inputOf(seed: number, index: number, { logs, captures }: Corpus): FuzzInput {
  const random = new Random((Math.imul(seed, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b)) | 1);
  // The first numbers of seeds that are alike are alike.
  for (let count = 0; count < 4; count += 1) random.below(2);
  const takes = random.below(2) === 0 ? 'log' : 'capture';
  const samples = takes === 'log' ? logs : captures;
  const sample = samples[random.below(samples.length)];
  if (sample === undefined) throw new RangeError(`there is no ${takes} to begin with`);
  const bytes = mutate(sample.bytes, random, takes === 'log' ? longestLog : longestCapture);
  return { sample: sample.name, bytes, format: sample.format, target: chosen(takes, random.below(100)) };
}

function chosen(takes: Target['takes'], percent: number): Target {
  const fitting = targets.filter(target => target.takes === takes);
  let left = percent;
  for (const target of fitting) {
    if (left < target.share) return target;
    left -= target.share;
  }
  throw new RangeError(`the shares of ${takes} targets do not add up to 100`);
}
