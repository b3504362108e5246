import { uint32 } from './read-integer.ts';

/** pcap's first four bytes: micro- and nanoseconds, each in both byte orders. */
const pcapMagics: readonly number[] = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1];
/** The type of pcapng's section header block, the same in both byte orders, and the byte-order magic within it. */
const sectionHeader = 0x0a0d0d0a;
const byteOrderMagics: readonly number[] = [0x1a2b3c4d, 0x4d3c2b1a];

/** What kind of capture a file is by its first bytes (12 are enough), or null for none. What a gzip holds is not looked at. */
export function isCapture(head: Uint8Array): 'pcap' | 'pcapng' | 'gzip' | null {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length < 4) return null;
  const magic = uint32(head, 0);
  if (pcapMagics.includes(magic)) return 'pcap';
  if (magic === sectionHeader && head.length >= 12 && byteOrderMagics.includes(uint32(head, 8))) return 'pcapng';
  return null;
}
