import { isSameAddress } from '../../core/address-class.ts';
import { parsePassiveReply } from '../../ftp/host-port.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { parseEndpoint } from './endpoint-in.ts';

const connected = /^Connected to (\S{1,260}) \((No encryption|TLSv[\d.]{1,5}|[\w .]{1,40})\)$/;
const transfer = /^(?:Downloading from|Uploading to) (\S{1,260}) \(([\w .]{1,40})\)$/;
const security = /^(?:Control socket is using|Login security): (.{1,40})$/;
const strategy = /^(?:Trying to find optimal transfer strategy|Optimal transfer strategy found)/;
/** What Node.js prints below an error. */
const ofError =
  /^\s+at |^\s+(?:errno|code|syscall|address|port|host|path|localAddress|library|reason|name|info|task): |^[\]}]? ?\{?$|^\}/;

/** Whether the line is one that only basic-ftp prints. */
export function isBasicFtpWord(line: string): boolean {
  return connected.test(line) || transfer.test(line) || security.test(line) || strategy.test(line);
}

/** What basic-ftp says besides the dialogue, its errors aside. */
export class BasicFtpWords {
  readonly #sessions: DialogueSessions;
  /** The host in the latest 227, or null. */
  #advertised: string | null = null;
  #isSearching = false;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  /** To be told of each command before it is taken. */
  sends(command: string): void {
    const { told, isDataDue } = this.#sessions.current;
    if (/^(?:PASV|EPSV|PORT|EPRT)\b/.test(command)) this.#advertised = null;
    // While it looks for a way that works, it leaves EPSV only when the connection to its port failed.
    if (this.#isSearching && command === 'PASV' && told.verb === 'EPSV' && isDataDue) {
      told.said('mode-switched', 'Trying to find optimal transfer strategy... (EPSV, and then PASV)');
    }
  }

  /** To be told of each line from the server. */
  receives(line: string): void {
    if (!line.startsWith('227')) return;
    const address = parsePassiveReply(line);
    this.#advertised = address.ok ? address.value.host : null;
  }

  /** False for a line that it does not say. */
  take(line: string): boolean {
    const { told } = this.#sessions.current;
    const [, target, tls = ''] = connected.exec(line) ?? [];
    const [, peer, dataTls = ''] = transfer.exec(line) ?? [];
    const [, using = ''] = security.exec(line) ?? [];
    if (target !== undefined) this.#connected(target, tls);
    else if (peer !== undefined) this.#transfers(line, peer, dataTls);
    else if (using.startsWith('TLS')) told.tlsStarted('control', { protocol: using });
    else if (/^Trying to find/.test(line)) this.#isSearching = true;
    else if (/^Optimal/.test(line)) this.#isSearching = false;
    else return security.test(line) || ofError.test(line);
    return true;
  }

  #connected(target: string, tls: string): void {
    const { told } = this.#sessions.begin();
    const server = parseEndpoint(target);
    told.name(server?.host ?? target.replace(/:\d{1,5}$/, ''));
    told.connected({ client: null, server });
    if (tls.startsWith('TLS')) told.tlsStarted('control', { protocol: tls });
  }

  #transfers(line: string, peer: string, tls: string): void {
    const { told } = this.#sessions.current;
    const server = parseEndpoint(peer);
    const isElsewhere = server !== null && this.#advertised !== null && !isSameAddress(server.host, this.#advertised);
    // In silence, where the address in the 227 is private and the server's is not.
    if (isElsewhere) told.said('passive-address-replaced', line);
    told.dataConnected({ client: null, server });
    if (tls.startsWith('TLS')) told.tlsStarted('data', { protocol: tls });
  }
}
