import { connect, isIPv6 } from 'node:net';
import { isSameAddress } from '../core/address-class.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { ActiveBehaviour } from './behaviour.ts';
import { type DataSource, dataConnectionLimitMs, type Opened } from './data-source.ts';
import type { Session } from './session.ts';

// The server reads PORT and EPRT with its own eyes, not with src/ftp's: a codec that is tested against itself hides its faults.

/** `h1,h2,h3,h4,p1,p2` (RFC 959 §4.1.2); null when it is not that. */
function parsePort(argument: string): Endpoint | null {
  const numbers = argument.split(',').map(text => (/^\d{1,3}$/.test(text) ? Number(text) : 256));
  if (numbers.length !== 6 || numbers.some(number => number > 255)) return null;
  const [high = 0, low = 0] = numbers.slice(4);
  return { host: numbers.slice(0, 4).join('.'), port: high * 256 + low };
}

/** `|1|192.0.2.1|50000|` (RFC 2428 §2); null when it is not that. */
function parseEprt(argument: string): Endpoint | null {
  const [before, protocol, host = '', port = '', after, ...rest] = argument.split(argument.slice(0, 1));
  if (before !== '' || after !== '' || rest.length > 0 || protocol !== (isIPv6(host) ? '2' : '1')) return null;
  return /^\d{1,5}$/.test(port) && Number(port) <= 65535 ? { host, port: Number(port) } : null;
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  ETIMEDOUT: 'Connection timed out',
  EADDRNOTAVAIL: 'Cannot assign requested address',
};

interface Source {
  readonly localAddress: string;
  /** 0 for any. */
  readonly localPort: number;
}

function connectToClient({ lifetime, flavour, ends }: Session, port: number, source: Source): Promise<Opened> {
  return new Promise(resolve => {
    const socket = lifetime.ownSocket(connect({ host: ends.clientHost, port, noDelay: true, ...source }));
    socket.setTimeout(dataConnectionLimitMs);
    const fail = (reason: string) => {
      socket.destroy();
      resolve({ refusal: flavour.connectionFailed(reason) });
    };
    socket.once('timeout', () => fail('Connection timed out'));
    socket.once('error', (error: NodeJS.ErrnoException) => fail(reasons[error.code ?? ''] ?? error.message));
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve({ socket });
    });
  });
}

async function openActive(session: Session, behaviour: ActiveBehaviour, port: number): Promise<Opened> {
  const { flavour, lifetime, ends } = session;
  const source = { localAddress: ends.boundTo, localPort: ends.dataPort };
  if (behaviour === 'connection-refused') return { refusal: flavour.connectionFailed('Connection refused') };
  if (behaviour === 'from-any-port') return connectToClient(session, port, { ...source, localPort: 0 });
  if (typeof behaviour !== 'object') return connectToClient(session, port, source);
  if ('connectsFrom' in behaviour) {
    return connectToClient(session, port, { ...source, localAddress: behaviour.connectsFrom });
  }
  await lifetime.sleep(behaviour.lostForMs);
  return { refusal: flavour.connectionFailed('Connection timed out') };
}

async function active(session: Session, command: 'PORT' | 'EPRT', announced: Endpoint | null): Promise<void> {
  const { flavour, ends } = session;
  const behaviour = command === 'PORT' ? session.behaviour.port : session.behaviour.eprt;
  session.expectData(null);
  if (behaviour === 'refused') return session.reply(flavour.activeRefused.replace('PORT', command));
  if (announced === null) return session.reply(flavour.activeSyntax.replace('PORT', command));
  // Nobody else's address and no privileged port, or the server could be made to attack others (RFC 2577 §3).
  if (!isSameAddress(announced.host, ends.client.host) || announced.port < 1024) {
    return session.reply(flavour.addressRefused({ command, announced, client: ends.client.host }));
  }
  const open = () => openActive(session, behaviour, announced.port);
  const source: DataSource = { family: 'active', open, abandon() {} };
  if (flavour.activeConnects === 'on-port') {
    const opened = await open();
    if ('refusal' in opened) return session.reply(opened.refusal);
    session.expectData({ ...source, open: async () => opened, abandon: () => opened.socket.destroy() });
  } else {
    session.expectData(source);
  }
  return session.reply(command === 'PORT' ? flavour.portAccepted : flavour.eprtAccepted);
}

/** PORT (RFC 959 §4.1.2). */
export function port(session: Session, argument: string): Promise<void> {
  return active(session, 'PORT', session.isIpv6 ? null : parsePort(argument));
}

/** EPRT (RFC 2428 §2). */
export function eprt(session: Session, argument: string): Promise<void> {
  return active(session, 'EPRT', parseEprt(argument));
}
