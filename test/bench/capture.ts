import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { NetworkPath } from '../support/network-path/network-path.ts';
import { spawnIn } from '../support/real-server/place.ts';
import { findProgram } from '../support/real-server/program.ts';

/** One TCP segment, as tcpdump prints it. */
export interface Segment {
  /** Seconds since 1970, with microseconds. */
  readonly atSeconds: number;
  readonly from: { readonly host: string; readonly port: number };
  readonly to: { readonly host: string; readonly port: number };
  /** tcpdump's letters: `S` SYN, `.` ACK, `P` PSH, `F` FIN, `R` RST. */
  readonly flags: string;
  /** Payload bytes. */
  readonly length: number;
}

const segmentLine = /^(\d+\.\d+) IP6? (\S+)\.(\d+) > (\S+)\.(\d+): Flags \[([^\]]+)\].*length (\d+)/;

/** A running capture of all TCP at the client's end of a path. */
export class Capture {
  #text = '';
  readonly #said: Promise<unknown>;

  private constructor(readonly process: ChildProcess) {
    this.#said = process.stdout === null ? Promise.resolve() : once(process.stdout, 'end');
    process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
    });
  }

  /** Starts tcpdump and waits until it listens. */
  static async start(path: NetworkPath): Promise<Capture> {
    const words = ['-i', path.clientDevice, '-n', '-tt', '-l', '--immediate-mode', 'tcp'];
    const child = spawnIn(path.client, findProgram('tcpdump') ?? 'tcpdump', words, {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const capture = new Capture(child);
    await untilListening(child);
    return capture;
  }

  /** Ends the capture and tells what was seen, in order. */
  async stop(): Promise<readonly Segment[]> {
    await wait(50);
    this.process.kill('SIGTERM');
    // A tcpdump that is already gone says nothing more, and must not be waited for.
    await Promise.race([this.#said, wait(1000)]);
    return this.#text.split('\n').flatMap(line => parseSegment(line) ?? []);
  }
}

/** What it says on stderr is read to the end: tcpdump gives up when nobody does. */
function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('listening on')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`tcpdump did not start: ${said.trim()}`)));
  });
}

/** Null for a line that is not a TCP segment. */
function parseSegment(line: string): Segment | null {
  const match = segmentLine.exec(line);
  if (match === null) return null;
  const [, at, fromHost = '', fromPort, toHost = '', toPort, flags = '', length] = match;
  return {
    atSeconds: Number(at),
    from: { host: fromHost, port: Number(fromPort) },
    to: { host: toHost, port: Number(toPort) },
    flags,
    length: Number(length),
  };
}
