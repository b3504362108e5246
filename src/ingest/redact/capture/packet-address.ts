import { uint16 } from '../../capture/read-integer.ts';
import type { AddressPseudonyms, Labels } from '../pseudonyms/address-pseudonyms.ts';

/** The address of an IP packet at that place of its bytes, as numbers. */
export function addressAt(bytes: Uint8Array, at: number, version: 4 | 6): Labels {
  if (version === 4) return [...bytes.subarray(at, at + 4)];
  return Array.from({ length: 8 }, (_, index) => uint16(bytes, at + 2 * index));
}

/** Puts the pseudonym of an address in its place. */
export function replaceAddress(bytes: Uint8Array, at: number, version: 4 | 6, pseudonyms: AddressPseudonyms): void {
  const stands = pseudonyms.of(addressAt(bytes, at, version));
  if (version === 4) bytes.set(stands, at);
  else
    bytes.set(
      stands.flatMap(group => [group >> 8, group & 0xff]),
      at,
    );
}
