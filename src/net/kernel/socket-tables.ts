import { promises as fs } from 'node:fs';
import type { Endpoint } from '../../core/endpoint.ts';

/** A row of /proc/net/tcp or tcp6: what Linux tells anyone about a TCP socket. */
interface TcpRow {
  readonly local: string;
  readonly remote: string;
  readonly state: number;
  readonly retransmits: number;
}

/** States as in the kernel's include/net/tcp_states.h. */
const synSent = 0x02;
const synReceived = 0x03;

/** The kernel prints each 32-bit word of an address in host byte order, which is little-endian wherever Node runs. */
function littleEndianHex(bytes: readonly number[]): string {
  let text = '';
  for (let word = 0; word < bytes.length; word += 4) {
    for (let byte = 3; byte >= 0; byte--) text += (bytes[word + byte] ?? 0).toString(16).padStart(2, '0');
  }
  return text.toUpperCase();
}

function bytesOfV4(address: string): number[] {
  return address.split('.').map(Number);
}

function bytesOfV6(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const words = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const front = words(head);
  const back = words(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array<string>(zeros).fill('0'), ...back].flatMap(word => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 0xff];
  });
}

/** The spellings under which the kernel may list an endpoint: IPv4 also stands in tcp6, mapped. */
function spellings({ host, port }: Endpoint): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  if (host.includes(':')) return [littleEndianHex(bytesOfV6(host)) + suffix];
  const v4 = bytesOfV4(host);
  return [littleEndianHex(v4) + suffix, littleEndianHex([...Array<number>(10).fill(0), 255, 255, ...v4]) + suffix];
}

function parseRow(line: string): TcpRow | undefined {
  const [, local, remote, state, , , retransmits] = line.trim().split(/\s+/);
  if (local === undefined || remote === undefined || state === undefined || retransmits === undefined) return undefined;
  return { local, remote, state: Number.parseInt(state, 16), retransmits: Number.parseInt(retransmits, 16) };
}

/** All rows in one state, or null where the system has no such table. */
async function rowsInState(state: number): Promise<TcpRow[] | null> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(file => fs.readFile(file, 'latin1').catch(() => null)),
  );
  if (tables[0] === null || tables[0] === undefined) return null;
  return tables
    .flatMap(table => (table ?? '').split('\n').slice(1))
    .map(parseRow)
    .filter(row => row?.state === state) as TcpRow[];
}

/** How often our SYN to an endpoint was sent again without an answer; null where the kernel does not tell. */
export async function synRetransmits(to: Endpoint): Promise<number | null> {
  const rows = await rowsInState(synSent);
  const wanted = spellings(to);
  const row = rows?.find(candidate => wanted.includes(candidate.remote));
  return row?.retransmits ?? null;
}

/** Whether a SYN has reached the listener at this endpoint and its handshake is not complete (SYN_RECV). */
export async function halfOpenArrival(local: Endpoint): Promise<'seen' | 'none' | 'unknown'> {
  const rows = await rowsInState(synReceived);
  if (rows === null) return 'unknown';
  const wanted = spellings(local);
  return rows.some(row => wanted.includes(row.local)) ? 'seen' : 'none';
}
