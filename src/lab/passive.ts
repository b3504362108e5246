import { createServer, type Socket } from 'node:net';
import type { EpsvBehaviour, EpsvSpelling, PasvBehaviour, PasvSpelling } from './behaviour.ts';
import { holdClosedPort } from './closed-port.ts';
import { type DataSource, dataConnectionLimitMs, type Opened } from './data-source.ts';
import { listenWithin } from './listen-within.ts';
import type { Session } from './session.ts';

/** A listener for one data connection; accepts from the moment it listens, whenever it is asked for. Null without a free port. */
async function listenForData({ lifetime, ends, flavour, server }: Session, rejectsPeer: boolean) {
  const listener = createServer({ noDelay: true });
  lifetime.own({ destroy: () => listener.close() });
  const arrival = new Promise<Socket>(resolve => {
    listener.once('connection', (socket: Socket) => {
      listener.close();
      resolve(lifetime.ownSocket(socket));
    });
  });
  const port = await listenWithin(listener, ends.boundTo, server.passivePorts, lifetime.signal);
  if (port === null) return null;
  const source: DataSource = {
    family: 'passive',
    async open(): Promise<Opened> {
      const socket = await Promise.race([arrival, lifetime.sleep(dataConnectionLimitMs)]);
      if (!socket) return { refusal: flavour.connectionFailed('Connection timed out') };
      if (!rejectsPeer) return { socket };
      socket.destroy();
      return { refusal: flavour.peerRejected };
    },
    abandon: () => listener.close(),
  };
  return { port, source };
}

/** Nobody will come: the client cannot reach the port, or was not told which. */
function nobody({ lifetime, flavour }: Session): DataSource {
  return {
    family: 'passive',
    async open() {
      await lifetime.sleep(dataConnectionLimitMs);
      return { refusal: flavour.connectionFailed('Connection timed out') };
    },
    abandon() {},
  };
}

async function choosePort(session: Session, behaviour: PasvBehaviour | EpsvBehaviour) {
  switch (behaviour) {
    case 'port-filtered':
      return { port: session.server.filteredPort, source: nobody(session) };
    case 'port-closed': {
      const { port, release } = await holdClosedPort(session.ends.boundTo);
      session.lifetime.own({ destroy: release });
      return { port, source: nobody(session) };
    }
    default:
      return listenForData(session, behaviour === 'peer-rejected');
  }
}

function spelledPasv(spelling: PasvSpelling, argument: string, port: number): string {
  const numbers = argument.split(',');
  const address = numbers.slice(0, 4).join(',');
  switch (spelling) {
    case 'no-parentheses':
      return `227 Entering Passive Mode ${argument}`;
    case 'equals-sign':
      return `227 Entering Passive Mode =${argument}`;
    case 'spaces':
      return `227 Entering Passive Mode (${numbers.join(', ')}).`;
    case 'two-lines':
      return `227-listen socket created\n227 (${argument})`;
    case 'digits-in-text':
      return `227 Server 2 is entering Passive Mode (${argument}).`;
    case 'answered-229':
      return `229 Entering Extended Passive Mode (|||${port}|)`;
    case 'octet-over-255':
      return `227 Entering Passive Mode (${address.replace(/\d+$/, '256')},${numbers.slice(4).join(',')}).`;
    case 'port-zero':
      return `227 Entering Passive Mode (${address},0,0).`;
    case 'five-numbers':
      return `227 Entering Passive Mode (${numbers.slice(0, 5).join(',')}).`;
    case 'no-numbers':
      return '227 Entering Passive Mode.';
  }
}

function spelledEpsv(spelling: EpsvSpelling, port: number): string {
  switch (spelling) {
    case 'other-delimiter':
      return `229 Entering Extended Passive Mode (!!!${port}!)`;
    case 'no-parentheses':
      return `229 Entering Extended Passive Mode |||${port}|`;
    case 'answered-227':
      return `227 Entering Passive Mode (127,0,0,1,${port >> 8},${port & 255}).`;
    case 'no-port':
      return '229 Entering Extended Passive Mode (||||)';
    case 'port-zero':
      return '229 Entering Extended Passive Mode (|||0|)';
    case 'port-over-65535':
      return '229 Entering Extended Passive Mode (|||70000|)';
    case 'not-a-number':
      return '229 Entering Extended Passive Mode (|||ftp-data|)';
  }
}

/** PASV (RFC 959 §4.1.2). */
export async function pasv(session: Session): Promise<void> {
  const { flavour, isIpv6, ends } = session;
  const behaviour = session.behaviour.pasv;
  session.expectData(null);
  if (behaviour === 'refused') return session.reply(flavour.passiveRefused);
  if (isIpv6 && flavour.passiveOnIpv6 !== null) return session.reply(flavour.passiveOnIpv6);
  const chosen = await choosePort(session, behaviour);
  if (chosen === null) return session.reply(flavour.connectionFailed('Address already in use'));
  const { port, source } = chosen;
  session.expectData(source);
  const own = isIpv6 ? '0.0.0.0' : ends.server.host;
  const host = typeof behaviour === 'object' && 'advertises' in behaviour ? behaviour.advertises : own;
  const argument = [...host.split('.'), port >> 8, port & 255].join(',');
  return session.reply(
    typeof behaviour === 'object' && 'spelled' in behaviour
      ? spelledPasv(behaviour.spelled, argument, port)
      : flavour.passive(argument),
  );
}

/** EPSV (RFC 2428 §3). */
export async function epsv(session: Session, argument: string): Promise<void> {
  const { flavour, isIpv6 } = session;
  const behaviour = session.behaviour.epsv;
  const protocol = isIpv6 ? '2' : '1';
  session.expectData(null);
  if (behaviour === 'refused') return session.reply(flavour.passiveRefused);
  if (/^[0-9]+$/.test(argument) && argument !== protocol) {
    return session.reply(`522 Network protocol not supported, use (${protocol})`);
  }
  const chosen = await choosePort(session, behaviour);
  if (chosen === null) return session.reply(flavour.connectionFailed('Address already in use'));
  const { port, source } = chosen;
  session.expectData(source);
  return session.reply(
    typeof behaviour === 'object' ? spelledEpsv(behaviour.spelled, port) : flavour.extendedPassive(port),
  );
}
