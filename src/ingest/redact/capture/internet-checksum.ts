import { uint16 } from '../../capture/read-integer.ts';

/** The sum of RFC 1071 over bytes that begin at an even place of what is summed, not yet folded. */
export function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  let at = from;
  for (; at + 1 < to; at += 2) sum += uint16(bytes, at);
  return at < to ? sum + ((bytes[at] ?? 0) << 8) : sum;
}

/** The checksum over a sum: its complement, folded into 16 bits. */
export function checksumOf(sum: number): number {
  return ~fold(sum) & 0xffff;
}

/** The checksum after a part of what it covers changed from one sum to another (RFC 1624); the rest need not be known. */
export function adjustedChecksum(checksum: number, before: number, after: number): number {
  return checksumOf((~checksum & 0xffff) + (~fold(before) & 0xffff) + after);
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = Math.floor(folded / 0x10000) + (folded % 0x10000);
  return folded;
}
