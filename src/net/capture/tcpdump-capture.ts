import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import type { Capture, NoCapture, Recorded } from './capture.ts';
import { mostBytes } from './packet-log.ts';
import { PcapIntake } from './pcap-intake.ts';

/** What tcpdump may take to begin, and to end once it was told to. */
const beginMs = 3000;
const endMs = 2000;
/** Immediate mode gives each packet as much room as the longest: some 4000 of them. No control line is longer. */
const snapLength = '8192';
const bufferKilobytes = '32768';
/** Where administrators' programs are, which are not on everybody's path. */
const usualFolders = ['/usr/sbin', '/sbin', '/usr/bin', '/usr/local/sbin'];

/** Records by a tcpdump of our own, on all interfaces: what is not watched is told apart afterwards. */
export async function startTcpdump(wallAheadMs: number): Promise<Capture | NoCapture> {
  const program = findTcpdump();
  if (program === null) return { isRunning: false, because: 'tcpdump is not installed' };
  const words = ['-i', 'any', '-n', '-p', '-s', snapLength, '-B', bufferKilobytes, '-U', '--immediate-mode', '-w', '-'];
  // A process group of its own: Ctrl-C is for us, and the packets up to the end of the run are wanted.
  const child = spawn(program, [...words, '--time-stamp-precision=nano', 'tcp or icmp or icmp6'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.unref();
  const intake = new PcapIntake(mostBytes);
  const { stdout, stderr } = child;
  // Nothing of it keeps this process from ending, which then ends it.
  for (const pipe of [stdout, stderr]) if (pipe instanceof Socket) pipe.unref();
  stdout.on('data', (bytes: Buffer) => intake.take(bytes));
  let said = '';
  const hasEnded = new Promise<void>(resolve => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const listens = new Promise<boolean>(resolve => {
    stderr.setEncoding('latin1').on('data', (text: string) => {
      if (said.length < 4000) said += text;
      if (/listening on/.test(said)) resolve(true);
    });
    void hasEnded.then(() => resolve(false));
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  if (!(await within(beginMs, listens, false))) {
    kill();
    process.off('exit', kill);
    const [first = 'it does not begin'] = said.trim().split('\n');
    return { isRunning: false, because: `tcpdump does not record: ${first}` };
  }
  return {
    isRunning: true,
    watch: () => undefined,
    watchPort: () => undefined,
    async stop(): Promise<Recorded> {
      await intake.untilQuiet();
      await endOf(child, hasEnded);
      process.off('exit', kill);
      const dropped = Number(/(\d+) packets? dropped by kernel/.exec(said)?.[1] ?? 0);
      return {
        facts: { by: 'tcpdump', packets: intake.packets, lost: dropped + intake.refused },
        pcap: intake.parts,
        wallAheadMs,
      };
    },
  };
}

/** Asks it to end, by which it writes what it holds; makes it end where it does not. */
async function endOf(child: ChildProcess, hasEnded: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const isOver = hasEnded.then(() => true);
  if (await within(endMs, isOver, false)) return;
  child.kill('SIGKILL');
  await within(endMs, isOver, false);
}

function findTcpdump(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...usualFolders].filter(folder => folder !== '');
  for (const folder of folders) {
    const file = join(folder, 'tcpdump');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return null;
}

function within<T>(ms: number, promise: Promise<T>, otherwise: T): Promise<T> {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    void promise.then(value => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
