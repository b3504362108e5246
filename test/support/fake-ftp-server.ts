import { decodeEprt, decodePort } from '../../src/ftp/host-port.ts';
import type { FakeNet, FakeServer, Path, ServerSide } from './fake-net.ts';

type Answer = string | null;

/** What a fake FTP server does otherwise than a healthy one. `null` means silence. */
export interface FakeFtpBehaviour {
  readonly greeting?: Answer;
  /** Replies by verb; the default is a healthy server's. */
  readonly replies?: Readonly<Record<string, Answer>>;
  /** What the n-th control connection gets as a greeting, from 1 on. */
  readonly greetingOf?: (connection: number) => Answer;
  readonly passivePath?: Path;
  readonly controlPath?: Path;
  /** `connects`, or what happens in place of it. */
  readonly active?: 'connects' | 'silent' | 'refused-at-once' | 'half-open';
  readonly listing?: string;
  readonly sourcePort?: number;
}

const address = '203.0.113.2';

/** A server on the fake network at 203.0.113.2, port 21, that knows just what the probe says to it. */
export class FakeFtpServer implements FakeServer {
  readonly address = address;
  readonly commands: string[] = [];
  net: FakeNet | null = null;
  #controls = 0;
  #listedOn = new Map<number, ServerSide>();
  readonly #activePort = new Map<ServerSide, number>();

  constructor(readonly behaviour: FakeFtpBehaviour = {}) {}

  /** How many control connections were opened. */
  get controlConnections(): number {
    return this.#controls;
  }

  path(port: number): Path {
    return (port === 21 ? this.behaviour.controlPath : this.behaviour.passivePath) ?? 'accept';
  }

  connected(port: number, side: ServerSide): void {
    if (port !== 21) {
      this.#list(this.#listedOn.get(port), side);
      return;
    }
    this.#controls += 1;
    const greeting = this.behaviour.greetingOf?.(this.#controls) ?? this.behaviour.greeting;
    const text = greeting === undefined ? '220 (vsFTPd 3.0.3)' : greeting;
    if (text !== null) side.send(`${text}\r\n`);
    if (text?.startsWith('421')) side.close();
  }

  received(port: number, side: ServerSide, text: string): void {
    if (port !== 21) return;
    for (const line of text.split('\r\n').filter(one => one !== '')) this.#command(side, line);
  }

  #command(side: ServerSide, line: string): void {
    this.commands.push(line);
    const [verb = '', argument = ''] = line.split(' ');
    const special = this.behaviour.replies?.[verb];
    if (special === null) return;
    if (special !== undefined) {
      side.send(`${special}\r\n`);
      return;
    }
    this.#healthy(side, verb, argument);
  }

  #healthy(side: ServerSide, verb: string, argument: string): void {
    const passivePort = 40_000 + this.#controls * 100 + this.#listedOn.size;
    const say = (text: string): void => side.send(`${text}\r\n`);
    switch (verb) {
      case 'AUTH':
        say('530 Please login with USER and PASS.');
        return;
      case 'USER':
        say('331 Please specify the password.');
        return;
      case 'PASS':
        say('230 Login successful.');
        return;
      case 'PASV':
        this.#listedOn.set(passivePort, side);
        say(`227 Entering Passive Mode (203,0,113,2,${passivePort >> 8},${passivePort & 255}).`);
        return;
      case 'EPSV':
        this.#listedOn.set(passivePort, side);
        say(`229 Entering Extended Passive Mode (|||${passivePort}|)`);
        return;
      case 'PORT':
      case 'EPRT': {
        const to = verb === 'PORT' ? decodePort(argument) : decodeEprt(argument);
        if (to.ok) this.#activePort.set(side, to.value.port);
        say(`200 ${verb} command successful.`);
        return;
      }
      case 'LIST':
        this.#connectBack(side);
        return;
      case 'FEAT':
        say('211-Features:\r\n EPSV\r\n211 End');
        return;
      case 'SYST':
        say('215 UNIX Type: L8');
        return;
      case 'STAT':
        say('211-FTP server status:\r\n     Connected to 198.51.100.2\r\n211 End of status');
        return;
      case 'QUIT':
        say('221 Goodbye.');
        side.close();
        return;
      default:
        say('500 Unknown command.');
        return;
    }
  }

  /** LIST in active mode; in passive mode the listing goes out when the data connection stands. */
  #connectBack(side: ServerSide): void {
    const port = this.#activePort.get(side);
    if (port === undefined) return;
    switch (this.behaviour.active ?? 'connects') {
      case 'silent':
        return;
      case 'refused-at-once':
        side.send('425 Failed to establish connection.\r\n');
        return;
      case 'half-open':
        this.net?.leaveHalfOpen(port);
        return;
      case 'connects': {
        const from = { host: address, port: this.behaviour.sourcePort ?? 20 };
        const data = this.net?.connectBack(from, port);
        if (data !== undefined) this.net?.clock.after(0, () => this.#list(side, data));
      }
    }
  }

  #list(control: ServerSide | undefined, data: ServerSide): void {
    control?.send('150 Here comes the directory listing.\r\n');
    data.send(this.behaviour.listing ?? '-rw-r--r--    1 0        0               6 Nov 22 10:00 file.txt\r\n');
    data.close();
    control?.send('226 Directory send OK.\r\n');
  }
}
