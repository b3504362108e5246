import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../../core/endpoint.ts';

/** One instruction of classic BPF: `struct sock_filter` of linux/filter.h. */
export interface Instruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}
type Program = readonly Instruction[];

/** Which packets are wanted. */
export interface Watched {
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly number[];
}

/** linux/bpf_common.h */
const code = {
  loadWord: 0x20,
  loadHalf: 0x28,
  loadByte: 0x30,
  loadHalfAtX: 0x48,
  loadByteAtX: 0x50,
  loadX: 0x01,
  loadXHeaderLength: 0xb1,
  and: 0x54,
  jump: 0x05,
  jumpEqual: 0x15,
  jumpAtLeast: 0x35,
  jumpAnySet: 0x45,
  end: 0x06,
} as const;
/** linux/filter.h: what the kernel knows of a packet beside its bytes. */
const auxiliary = 0xfffff000;
const packetType = auxiliary + 4;
const hardwareType = auxiliary + 28;
/** linux/if_packet.h, linux/if_arp.h */
const PACKET_OUTGOING = 4;
const ARPHRD_LOOPBACK = 772;
/** The kernel takes no longer program. */
const mostInstructions = 4096;
const wholePacket = 0x40000;
/** ICMP's errors (RFC 792): unreachable, source quench, redirect, time exceeded, parameter problem. */
const icmpErrors = [3, 4, 5, 11, 12];
/** From here on ICMPv6 messages are no errors (RFC 4443 §2.1). */
const firstIcmpV6Message = 128;
const protocol = { icmp: 1, tcp: 6, icmpV6: 58 } as const;
const headerBytesV6 = 40;

/**
 * The filter for a socket that sees packets from their IP header on: TCP from or to what is watched, and every ICMP
 * error. On loopback, where each packet goes out and comes in, the one that comes in is taken.
 */
export function packetFilter({ endpoints, ports }: Watched): Program {
  if (endpoints.length === 0 && ports.length === 0) return nothing;
  const known = endpoints.map(({ host, port }) => ({ address: addressBytes(host), port }));
  const tests = (version: 4 | 6): Program => [
    ...known.filter(({ address }) => (address.length === 4) === (version === 4)).flatMap(testEndpoint),
    ...testPorts(ports),
  ];
  const program = whole(tests(4), tests(6));
  return program.length <= mostInstructions ? program : whole([accept], [accept]);
}

const reject: Instruction = { code: code.end, jt: 0, jf: 0, k: 0 };
/** The filter that takes nothing. */
export const nothing: Program = [reject];
const accept: Instruction = { code: code.end, jt: 0, jf: 0, k: wholePacket };

/** As the kernel takes it: an array of `struct sock_filter`. */
export function encodeFilter(program: Program): Buffer {
  const bytes = Buffer.alloc(8 * program.length);
  program.forEach((instruction, index) => {
    bytes.writeUInt16LE(instruction.code, 8 * index);
    bytes[8 * index + 2] = instruction.jt;
    bytes[8 * index + 3] = instruction.jf;
    bytes.writeUInt32LE(instruction.k, 8 * index + 4);
  });
  return bytes;
}

function whole(tcpV4: Program, tcpV6: Program): Program {
  return [
    load(code.loadWord, packetType),
    unlessEqual(PACKET_OUTGOING, 3),
    load(code.loadWord, hardwareType),
    unlessEqual(ARPHRD_LOOPBACK, 1),
    reject,
    load(code.loadByte, 0),
    load(code.and, 0xf0),
    ...branch(0x40, versionFour(tcpV4)),
    ...branch(0x60, versionSix(tcpV6)),
    reject,
  ];
}

/** Protocol at 9, fragment offset at 6, and X at the payload. */
function versionFour(tests: Program): Program {
  return [
    load(code.loadHalf, 6),
    { code: code.jumpAnySet, jt: 0, jf: 1, k: 0x1fff },
    reject,
    load(code.loadXHeaderLength, 0),
    load(code.loadByte, 9),
    ...branch(protocol.tcp, [...tests, reject]),
    unlessEqual(protocol.icmp, 1 + 2 * icmpErrors.length),
    load(code.loadByteAtX, 0),
    ...icmpErrors.flatMap(type => [unlessEqual(type, 1), accept]),
    reject,
  ];
}

/** Extension headers, which TCP never has in practice, are not passed over. */
function versionSix(tests: Program): Program {
  return [
    load(code.loadX, headerBytesV6),
    load(code.loadByte, 6),
    ...branch(protocol.tcp, [...tests, reject]),
    unlessEqual(protocol.icmpV6, 3),
    load(code.loadByteAtX, 0),
    { code: code.jumpAtLeast, jt: 1, jf: 0, k: firstIcmpV6Message },
    accept,
    reject,
  ];
}

/** Goes into `program` when A has the value, and behind it otherwise; a conditional jump alone does not reach far enough. */
function branch(value: number, program: Program): Program {
  return [
    { code: code.jumpEqual, jt: 1, jf: 0, k: value },
    { code: code.jump, jt: 0, jf: 0, k: program.length },
    ...program,
  ];
}

function testEndpoint({ address, port }: { readonly address: readonly number[]; readonly port: number }): Program {
  const isV4 = address.length === 4;
  const ends = isV4
    ? ([
        [12, 0],
        [16, 2],
      ] as const)
    : ([
        [8, 0],
        [24, 2],
      ] as const);
  return ends.flatMap(([addressAt, portAt]) => {
    const words = wordsOf(address);
    const tail = [load(code.loadHalfAtX, portAt), unlessEqual(port, 1), accept];
    const head = words.flatMap((word, index) => [
      load(code.loadWord, addressAt + 4 * index),
      unlessEqual(word, tail.length + 2 * (words.length - index - 1)),
    ]);
    return [...head, ...tail];
  });
}

function testPorts(ports: readonly number[]): Program {
  if (ports.length === 0) return [];
  return [0, 2].flatMap(portAt => [
    load(code.loadHalfAtX, portAt),
    ...ports.flatMap(port => [unlessEqual(port, 1), accept]),
  ]);
}

function load(how: number, k: number): Instruction {
  return { code: how, jt: 0, jf: 0, k };
}

/** Skips so many instructions unless A has the value. */
function unlessEqual(value: number, skip: number): Instruction {
  return { code: code.jumpEqual, jt: 0, jf: skip, k: value };
}

function wordsOf(address: readonly number[]): readonly number[] {
  const bytes = Buffer.from(address);
  return Array.from({ length: address.length / 4 }, (_, index) => bytes.readUInt32BE(4 * index));
}

/** An interface's name behind an IPv6 address is no part of it. */
function addressBytes(host: string): readonly number[] {
  return ipaddr.parse(host.replace(/%.*$/, '')).toByteArray();
}
