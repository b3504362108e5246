/** The first three octets of an IPv4 address. */
export type Network = readonly [number, number, number];

/** RFC 5737. */
const documentation: readonly Network[] = [
  [203, 0, 113],
  [198, 51, 100],
  [192, 0, 2],
];

/**
 * IPv4 networks of 256 addresses that stand for public ones: documentation (RFC 5737), benchmarking (RFC 2544,
 * 198.18.0.0/15), and where these are used up or too short, 240.0.0.0/4, which nobody was ever given (RFC 1112 §4).
 *
 * With `digits`, only those whose three octets have so many digits together. What has three or four is in no reserved
 * block; it becomes a part of 7.0.0.0/8, which is not announced on the Internet.
 */
export function* reservedNetworks(digits: number | null): Generator<Network> {
  for (const network of candidates(digits)) if (digits === null || digitsOf(network) === digits) yield network;
}

/** How many digits the labels have together. */
export function digitsOf(labels: readonly number[]): number {
  return labels.reduce((sum, label) => sum + String(label).length, 0);
}

function* candidates(digits: number | null): Generator<Network> {
  yield* documentation;
  for (const second of [18, 19]) yield* thirds(198, second);
  for (let first = 240; first < 255; first += 1) {
    for (let second = 0; second < 256; second += 1) yield* thirds(first, second);
  }
  if (digits !== null && digits < 5) for (let second = 0; second < 100; second += 1) yield* thirds(7, second);
}

function* thirds(first: number, second: number): Generator<Network> {
  for (let third = 0; third < 256; third += 1) yield [first, second, third];
}
