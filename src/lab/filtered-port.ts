import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { HeldPort } from './closed-port.ts';

/** A port that answers no SYN, or why this machine cannot have one. */
export type FilteredPort =
  | { readonly available: true; readonly port: HeldPort }
  | { readonly available: false; readonly reason: string };

/**
 * Listens with a minimum TTL that no packet on loopback has (IP_MINTTL, IPV6_MINHOPCOUNT = 255): the kernel drops every
 * SYN in silence, as a firewall does, and it takes no rights. Node cannot set the option, so a child holds the listener.
 * It says its port and ends when its standard input does.
 */
const perl = `use Socket;
my $v6 = $ARGV[0] =~ /:/;
socket(my $s, $v6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0) or die;
setsockopt($s, $v6 ? 41 : 0, $v6 ? 73 : 21, pack('i', 255)) or die;
my $a = Socket::inet_pton($v6 ? AF_INET6 : AF_INET, $ARGV[0]);
bind($s, $v6 ? Socket::pack_sockaddr_in6(0, $a) : pack_sockaddr_in(0, $a)) or die;
listen($s, 1) or die;
my $n = getsockname($s);
$| = 1;
print((($v6 ? Socket::unpack_sockaddr_in6($n) : unpack_sockaddr_in($n))[0]) . "\\n");
1 while sysread(STDIN, my $b, 64);`;

const python = `import socket, sys
v6 = ':' in sys.argv[1]
s = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET)
s.setsockopt(41 if v6 else 0, 73 if v6 else 21, 255)
s.bind((sys.argv[1], 0))
s.listen(1)
print(s.getsockname()[1], flush=True)
sys.stdin.buffer.read()`;

const interpreters: readonly { readonly command: string; readonly args: readonly string[] }[] = [
  { command: 'perl', args: ['-e', perl] },
  { command: 'python3', args: ['-c', python] },
];

/** How long a SYN to our own machine is watched before it counts as unanswered. An answer takes microseconds. */
const silenceMs = 60;
/** Interpreters that are wrappers (pyenv) need their time. */
const startMs = 5000;

async function firstLine(child: ChildProcess): Promise<string> {
  const ended = once(child, 'close').then(() => '');
  const said =
    child.stdout === null ? Promise.resolve('') : once(child.stdout, 'data').then(([bytes]) => String(bytes));
  const late = once(AbortSignal.timeout(startMs), 'abort').then(() => '');
  return Promise.race([said, ended, late]).catch(() => '');
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port });
    const finish = (answered: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answered);
    };
    const timer = setTimeout(finish, silenceMs, false);
    socket.once('connect', () => finish(true)).once('error', () => finish(true));
  });
}

/** Holds a silently filtered port on a loopback address. It needs Linux, and perl or python3. */
export async function holdFilteredPort(host: string): Promise<FilteredPort> {
  if (process.platform !== 'linux') return { available: false, reason: 'a silently filtered port needs Linux' };
  for (const { command, args } of interpreters) {
    const child = spawn(command, [...args, host], { stdio: ['pipe', 'pipe', 'ignore'] });
    // Not being installed shows as an error event, and so does writing to a child that has gone.
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    const release = () => child.stdin.destroy();
    const port = Number.parseInt(await firstLine(child), 10);
    if (Number.isInteger(port) && !(await answers(host, port))) {
      return { available: true, port: { port, release } };
    }
    release();
  }
  return {
    available: false,
    reason: 'a silently filtered port needs perl or python3, and a kernel that knows IP_MINTTL',
  };
}
