import type { Endpoint } from '../../src/core/endpoint.ts';
import { decodeEprt, decodePort } from '../../src/ftp/host-port.ts';
import type { Answer, Asked } from './fake-ftp-behaviour.ts';
import type { FakeFtpServer } from './fake-ftp-server.ts';
import type { ServerSide } from './fake-net.ts';

/** One control connection of a fake FTP server. */
export class FakeFtpSession {
  readonly #server: FakeFtpServer;
  readonly #side: ServerSide;
  readonly #connection: number;
  #isEncrypted = false;
  #data: ServerSide | null = null;
  /** What LIST asked for while there was no data connection. */
  #wanted: string | null = null;
  #activeEnd: Endpoint | null = null;
  #said = '';
  #isLeaving = false;

  constructor(server: FakeFtpServer, side: ServerSide, connection: number) {
    this.#server = server;
    this.#side = side;
    this.#connection = connection;
  }

  /** The commands of one segment; their replies travel in one as well. */
  receive(segment: string): void {
    const lines = segment.split('\r\n').filter(line => line !== '');
    for (const [index, line] of lines.entries()) this.#command(line, index === 0);
    this.#flush();
  }

  /** A client has connected to the passive port of this session. */
  dataConnected(data: ServerSide): void {
    this.#data = data;
    if (this.#wanted !== null) this.#list(this.#wanted, data);
    this.#flush();
  }

  #command(line: string, isFirst: boolean): void {
    this.#server.commands.push(line);
    const [verb = '', argument = ''] = line.split(' ');
    const asked = { argument, connection: this.#connection, isEncrypted: this.#isEncrypted, isFirst };
    const special = this.#server.behaviour.replies?.[verb];
    const answer = typeof special === 'function' ? special(asked) : special;
    this.#say(answer === undefined ? this.#healthyAnswer(verb, asked) : answer);
  }

  #healthyAnswer(verb: string, asked: Asked): Answer {
    switch (verb) {
      case 'PASV': {
        const host = this.#server.behaviour.advertised?.(asked) ?? this.#server.address;
        const port = this.#openPassivePort();
        return `227 Entering Passive Mode (${host.replaceAll('.', ',')},${port >> 8},${port & 255}).`;
      }
      case 'EPSV':
        return `229 Entering Extended Passive Mode (|||${this.#openPassivePort()}|)`;
      case 'PORT':
      case 'EPRT': {
        const to = verb === 'PORT' ? decodePort(asked.argument) : decodeEprt(asked.argument);
        this.#activeEnd = to.ok ? to.value : null;
        return `200 ${verb} command successful.`;
      }
      case 'LIST':
        this.#startListing(asked.argument);
        return null;
      case 'AUTH':
        this.#isEncrypted = this.#server.behaviour.tls === true;
        return this.#isEncrypted ? '234 Proceed with negotiation.' : '530 Please login with USER and PASS.';
      case 'QUIT':
        this.#isLeaving = true;
        return '221 Goodbye.';
      default:
        return plainReplies[verb] ?? '500 Unknown command.';
    }
  }

  #openPassivePort(): number {
    this.#activeEnd = null;
    this.#data = null;
    return this.#server.openPassivePort(this);
  }

  /** In passive mode the listing goes out when the data connection stands, as vsftpd does it. */
  #startListing(path: string): void {
    if (this.#activeEnd !== null) this.#connectBack(path, this.#activeEnd);
    else if (this.#data !== null) this.#list(path, this.#data);
    else this.#wanted = path;
  }

  #connectBack(path: string, { host, port }: Endpoint): void {
    const { net, address, behaviour } = this.#server;
    const { active = 'connects', sourcePort = 20 } = behaviour;
    const answer = typeof active === 'function' ? active(host) : active;
    if (answer === 'refused-at-once') this.#say('425 Failed to establish connection.');
    if (answer === 'half-open') net?.leaveHalfOpen(port);
    if (answer !== 'connects') return;
    const data = net?.connectBack({ host: address, port: sourcePort }, port);
    net?.clock.after(0, () => {
      if (data !== undefined) this.#list(path, data);
      this.#flush();
    });
  }

  #list(path: string, data: ServerSide): void {
    const { listing = defaultListing, stalls } = this.#server.behaviour;
    this.#wanted = null;
    this.#say('150 Here comes the directory listing.');
    if (stalls?.(path)) {
      data.send(listing.slice(0, 10));
      return;
    }
    if (path === '') data.send(listing);
    data.close();
    this.#say('226 Directory send OK.');
  }

  #say(answer: Answer): void {
    if (answer !== null) this.#said += `${answer}\r\n`;
  }

  #flush(): void {
    if (this.#said !== '') this.#side.send(this.#said);
    this.#said = '';
    if (this.#isLeaving) this.#side.close();
  }
}

const defaultListing = '-rw-r--r--    1 0        0               6 Nov 22 10:00 file.txt\r\n';

const plainReplies: Readonly<Record<string, string>> = {
  USER: '331 Please specify the password.',
  PASS: '230 Login successful.',
  PBSZ: '200 PBSZ set to 0.',
  PROT: '200 PROT now Private.',
  FEAT: '211-Features:\r\n EPSV\r\n211 End',
  SYST: '215 UNIX Type: L8',
  STAT: '211-FTP server status:\r\n     Connected to 198.51.100.2\r\n211 End of status',
  NOOP: '200 NOOP ok.',
};
