import { uint16, uint32, uint32Little } from './read-integer.ts';

/** Link-layer types as the tcpdump.org registry numbers them, with the names that it gives them. */
export const linkTypeNames: Readonly<Record<number, string>> = {
  0: 'NULL',
  1: 'ETHERNET',
  9: 'PPP',
  12: 'RAW',
  14: 'RAW',
  50: 'PPP_HDLC',
  101: 'RAW',
  108: 'LOOP',
  113: 'LINUX_SLL',
  228: 'IPV4',
  229: 'IPV6',
  276: 'LINUX_SLL2',
};

const etherType = { ipv4: 0x0800, ipv6: 0x86dd, pppoeSession: 0x8864 } as const;
/** 802.1Q, 802.1ad (QinQ), and the tag that came before 802.1ad. */
const vlanTags: readonly number[] = [0x8100, 0x88a8, 0x9100];
/** Tags within tags, more than that are nobody's network. */
const mostVlanTags = 4;
const pppProtocol = { ipv4: 0x0021, ipv6: 0x0057 } as const;
/** AF_INET everywhere, and AF_INET6 of NetBSD and OpenBSD, FreeBSD, macOS, Linux. */
const addressFamilies: readonly number[] = [2, 24, 28, 30, 10];

/** Where a packet's IP header begins in its `bytes` from `start` to `end`; -1 when it is no IP, or not known how to tell. */
export function findIpHeader(bytes: Uint8Array, start: number, end: number, linkType: number): number {
  switch (linkType) {
    case 1:
      return afterEtherType(bytes, start + 12, end);
    case 113:
      return afterEtherType(bytes, start + 14, end);
    case 276:
      if (vlanTags.includes(uint16(bytes, start))) return afterEtherType(bytes, start + 22, end);
      return isIp(uint16(bytes, start)) ? within(start + 20, end) : -1;
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return within(start, end);
    case 0:
      return isFamily(bytes, start) ? within(start + 4, end) : -1;
    case 108:
      return addressFamilies.includes(uint32(bytes, start)) ? within(start + 4, end) : -1;
    case 9:
    case 50:
      // Address and control field (RFC 1662) may be left out.
      return afterPppProtocol(bytes, uint16(bytes, start) === 0xff03 ? start + 2 : start, end);
    default:
      return -1;
  }
}

/** `at` is where the EtherType is; VLAN tags after it are passed over. */
function afterEtherType(bytes: Uint8Array, at: number, end: number): number {
  let position = at;
  for (let tags = 0; tags <= mostVlanTags; tags += 1) {
    const type = uint16(bytes, position);
    if (isIp(type)) return within(position + 2, end);
    if (type === etherType.pppoeSession) return afterPppProtocol(bytes, position + 8, end);
    if (!vlanTags.includes(type)) return -1;
    position += 4;
  }
  return -1;
}

/** `at` is where PPP's protocol number is (RFC 1661): of one byte, when compressed. */
function afterPppProtocol(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  const isShort = (first & 1) === 1;
  const protocol = isShort ? first : uint16(bytes, at);
  if (protocol !== pppProtocol.ipv4 && protocol !== pppProtocol.ipv6) return -1;
  return within(at + (isShort ? 1 : 2), end);
}

/** BSD's loopback writes the address family in the byte order of the capturing machine, which need not be the file's. */
function isFamily(bytes: Uint8Array, at: number): boolean {
  return addressFamilies.includes(uint32(bytes, at)) || addressFamilies.includes(uint32Little(bytes, at));
}

function isIp(type: number): boolean {
  return type === etherType.ipv4 || type === etherType.ipv6;
}

function within(at: number, end: number): number {
  return at < end ? at : -1;
}
