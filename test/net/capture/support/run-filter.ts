import type { Instruction } from '../../../../src/net/capture/packet-filter.ts';

/** A packet from its IP header on, with what the kernel knows of it besides. */
export interface FilteredPacket {
  readonly bytes: Uint8Array;
  /** `PACKET_OUTGOING` is 4. */
  readonly packetType?: number;
  /** Ethernet is 1, loopback 772. */
  readonly hardwareType?: number;
}

/** Runs classic BPF as far as our filters use it, as the kernel does: a read behind the packet's end rejects it. */
export function runFilter(
  program: readonly Instruction[],
  { bytes, packetType = 0, hardwareType = 1 }: FilteredPacket,
): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let a = 0;
  let x = 0;
  for (let at = 0; ; at += 1) {
    const instruction = program[at];
    if (instruction === undefined) throw new Error(`the program ends at ${at} without a return`);
    const { code, jt, jf, k } = instruction;
    const read = (offset: number, size: 1 | 2 | 4): number => {
      if (offset + size > bytes.length) return Number.NaN;
      return size === 1 ? view.getUint8(offset) : size === 2 ? view.getUint16(offset) : view.getUint32(offset);
    };
    if (code === 0x20) a = k === 0xfffff004 ? packetType : k === 0xfffff01c ? hardwareType : read(k, 4);
    else if (code === 0x28) a = read(k, 2);
    else if (code === 0x30) a = read(k, 1);
    else if (code === 0x48) a = read(x + k, 2);
    else if (code === 0x50) a = read(x + k, 1);
    else if (code === 0x01) x = k;
    else if (code === 0xb1) x = 4 * (read(k, 1) & 15);
    else if (code === 0x54) a = (a & k) >>> 0;
    else if (code === 0x05) at += k;
    else if (code === 0x15) at += a === k ? jt : jf;
    else if (code === 0x35) at += a >= k ? jt : jf;
    else if (code === 0x45) at += (a & k) !== 0 ? jt : jf;
    else if (code === 0x06) return k;
    else throw new Error(`an instruction that is not known: ${code}`);
    if (Number.isNaN(a) || Number.isNaN(x)) return 0;
  }
}
