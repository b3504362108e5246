import { gzipSync } from 'node:zlib';
import type { Random } from '../capture/support/random.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** What lengths, counts, codes and ports are never ready for. */
const largeNumbers = [
  '0',
  '-1',
  '255',
  '256',
  '65535',
  '65536',
  '4294967295',
  '4294967296',
  '99999999999999999999',
  '1e309',
  'NaN',
];
const largeWords = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
/** Signs that mean something to one parser or another. */
const signs = [
  '\0',
  '\r',
  '\n',
  '\r\n',
  '"',
  "'",
  '\\',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '|',
  ',',
  ':',
  '%',
  '\u001b[0m',
  '\ufeff',
  '\u202e',
  '😀',
];

const flipBits: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  for (let count = random.below(8) + 1; count > 0 && copy.length > 0; count -= 1) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
};

const cutOff: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const cutOffFront: Mutation = (bytes, random) => bytes.subarray(random.below(bytes.length + 1));

const cutOut: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const duplicate: Mutation = (bytes, random) => {
  const [from, to] = stretch(bytes, random);
  const copies = Array.from({ length: random.below(6) + 2 }, () => bytes.subarray(from, to));
  return Buffer.concat([bytes.subarray(0, from), ...copies, bytes.subarray(to)]);
};

const insertRandom: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const inserted = Buffer.from(Array.from({ length: random.below(40) + 1 }, () => random.below(256)));
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
};

const insertSign: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const sign = Buffer.from(
    (signs[random.below(signs.length)] ?? '').repeat(random.below(3) === 0 ? random.below(200) : 1),
  );
  return Buffer.concat([bytes.subarray(0, at), sign, bytes.subarray(at)]);
};

const enlargeNumber: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1');
  const numbers = [...text.matchAll(/\d+/g)];
  const chosen = numbers[random.below(numbers.length)];
  if (chosen === undefined) return bytes;
  const large = largeNumbers[random.below(largeNumbers.length)] ?? '';
  return Buffer.from(text.slice(0, chosen.index) + large + text.slice(chosen.index + chosen[0].length), 'latin1');
};

const swapLines: Mutation = (bytes, random) => {
  const lines = bytes.toString('latin1').split('\n');
  for (let count = random.below(4) + 1; count > 0; count -= 1) {
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  }
  return Buffer.from(lines.join('\n'), 'latin1');
};

const joinLines: Mutation = (bytes, random) =>
  Buffer.from(
    bytes.toString('latin1').replaceAll(/\r?\n/g, end => (random.below(6) === 0 ? '' : end)),
    'latin1',
  );

/** A length field that lies, or any other number of two or four bytes. */
const lie: Mutation = (bytes, random) => {
  if (bytes.length < 4) return bytes;
  const copy = Buffer.from(bytes);
  const word = largeWords[random.below(largeWords.length)] ?? 0;
  const at = random.below(copy.length - 3);
  const form = random.below(3);
  if (form === 0) copy.writeUInt16BE(word & 0xffff, at);
  else if (form === 1) copy.writeUInt32LE(word, at);
  else copy.writeUInt32BE(word, at);
  return copy;
};

/** The same where a pcap file keeps the length of its first packets, or IP and TCP in them theirs. */
const lieAboutLength: Mutation = (bytes, random) => {
  if (bytes.length < 96) return bytes;
  const copy = Buffer.from(bytes);
  const at = [16, 20, 24, 28, 32, 36, 56, 60, 66, 86, 90][random.below(11)] ?? 16;
  const word = largeWords[random.below(largeWords.length)] ?? 0;
  if (random.below(2) === 0) copy.writeUInt32LE(word, at);
  else copy[at] = word & 0xff;
  return copy;
};

const overwriteRandom: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const [from, to] = stretch(copy, random);
  for (let at = from; at < to; at += 1) copy[at] = random.below(256);
  return copy;
};

const mutations: readonly Mutation[] = [
  flipBits,
  cutOff,
  cutOffFront,
  cutOut,
  duplicate,
  insertRandom,
  insertSign,
  enlargeNumber,
  swapLines,
  joinLines,
  lie,
  lieAboutLength,
  overwriteRandom,
];

/** The bytes with one to four mutations, at most `longest` of them; now and then in gzip, which is damaged as well. */
export function mutate(bytes: Buffer, random: Random, longest: number): Buffer {
  const from = bytes.length > longest && random.below(2) === 0 ? random.below(bytes.length - longest) : 0;
  let mutated = bytes.subarray(from, from + longest);
  for (let count = random.below(4) + 1; count > 0; count -= 1) {
    mutated = (mutations[random.below(mutations.length)] ?? flipBits)(mutated, random).subarray(0, 2 * longest);
  }
  if (random.below(50) > 0) return mutated;
  const packed = gzipSync(mutated, { level: 1 });
  return random.below(2) === 0 ? packed : flipBits(packed, random);
}

function stretch(bytes: Buffer, random: Random): readonly [number, number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(200) + 1)];
}
