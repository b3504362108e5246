/** Puts an Ethernet header before an IP packet: its type is taken from the packet, VLAN tags go in between. */
export function ethernet(ip: Uint8Array, tags: readonly number[] = []): Buffer {
  const type = (ip[0] ?? 0) >> 4 === 6 ? 0x86dd : 0x0800;
  const types = [...tags.flatMap(tag => [tag, 5]), type];
  const header = Buffer.alloc(12 + 2 * types.length, 2);
  for (const [index, value] of types.entries()) header.writeUInt16BE(value, 12 + 2 * index);
  return Buffer.concat([header, ip]);
}

/** Fills a short Ethernet frame up to the least that the wire carries, with bytes that are not zeros. */
export function padded(frame: Uint8Array): Buffer {
  return Buffer.concat([frame, Buffer.alloc(Math.max(0, 60 - frame.length), 0xaa)]);
}
