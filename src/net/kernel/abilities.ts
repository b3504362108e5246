import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Libc, loadLibc } from './libc.ts';
import { descriptorOf, openOwnSocket } from './own-socket.ts';
import { savedSyn, saveSyns } from './saved-syn.ts';
import { tcpInfo } from './tcp-info.ts';

/** One thing that the kernel of this machine can tell a run, or cannot. */
export interface Ability {
  readonly id: 'socket-tables' | 'tcp-info' | 'saved-syn' | 'icmp-senders' | 'capture';
  /** For people: what a run learns by it. */
  readonly tells: string;
  /** Null where it is there; otherwise why not, as a clause. */
  readonly because: string | null;
}

const tells = {
  'socket-tables': "SYNs that stay unanswered, and the server's SYN where no connection came of it",
  'tcp-info': 'round trip, retransmissions, path MTU and MSS of each connection',
  'saved-syn': "the server's SYN in active mode: how many routers away, which MSS",
  'icmp-senders': 'who rejected a packet, and hop by hop where SYNs die (--trace)',
} as const;

/** What the kernel tells any user. Tries each on a connection from loopback to loopback, and sends nothing elsewhere. */
export async function kernelAbilities(): Promise<readonly Ability[]> {
  const libc = await loadLibc();
  const missing = libc.isHere ? await tryOnLoopback(libc) : null;
  const because = (id: 'tcp-info' | 'saved-syn' | 'icmp-senders'): string | null =>
    libc.isHere ? (missing?.[id] ?? null) : libc.because;
  return [
    { id: 'socket-tables', tells: tells['socket-tables'], because: whyNoTables() },
    { id: 'tcp-info', tells: tells['tcp-info'], because: because('tcp-info') },
    { id: 'saved-syn', tells: tells['saved-syn'], because: because('saved-syn') },
    { id: 'icmp-senders', tells: tells['icmp-senders'], because: because('icmp-senders') },
  ];
}

function whyNoTables(): string | null {
  try {
    readFileSync('/proc/net/tcp');
    return null;
  } catch {
    return process.platform === 'linux' ? '/proc/net/tcp cannot be read' : '/proc/net/tcp exists on Linux only';
  }
}

type Missing = Partial<Record<'tcp-info' | 'saved-syn' | 'icmp-senders', string>>;

/** What is not to be had of a real connection. */
async function tryOnLoopback(libc: Libc): Promise<Missing> {
  const missing: Missing = {};
  const own = openOwnSocket(libc, 4, null);
  if (own === null) missing['icmp-senders'] = `no socket of one's own can be made (${libc.errno()})`;
  own?.settle();
  own?.socket.destroy();
  const listener = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    const fd = descriptorOf(listener);
    const isKept = fd !== null && saveSyns(libc, fd);
    const accepted = await connectTo(listener);
    const acceptedFd = descriptorOf(accepted);
    if (acceptedFd === null || tcpInfo(libc, acceptedFd) === null)
      missing['tcp-info'] = 'the kernel does not give TCP_INFO';
    if (!isKept || acceptedFd === null || savedSyn(libc, acceptedFd) === null) {
      missing['saved-syn'] = 'the kernel keeps no SYNs for listeners (TCP_SAVE_SYN)';
    }
    accepted.destroy();
  } catch (error) {
    const reason = `loopback cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    missing['tcp-info'] ??= reason;
    missing['saved-syn'] ??= reason;
  } finally {
    listener.close();
  }
  return missing;
}

function connectTo(listener: Server): Promise<Socket> {
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('error', reject);
    listener.once('connection', accepted => {
      socket.destroy();
      resolve(accepted);
    });
  });
}
