import { createServer, type Socket } from 'node:net';
import { type Behaviour, type CompleteBehaviour, completeBehaviour } from './behaviour.ts';
import { holdClosedPort } from './closed-port.ts';
import { ControlChannel } from './control-channel.ts';
import { listenForControl } from './control-listener.ts';
import { converse } from './conversation.ts';
import type { Disguise } from './disguise.ts';
import { holdFilteredPort } from './filtered-port.ts';
import { flavours } from './flavours.ts';
import { Lifetime } from './lifetime.ts';
import { type PortRange, PortsInTurn } from './listen-within.ts';
import { type Ends, type ServerContext, Session } from './session.ts';
import { setUpTls } from './tls-setup.ts';

export interface ServerOptions {
  /** The address to listen on; 127.0.0.1 when left out. */
  readonly host?: string;
  /** The control port; a free one whose lower neighbour is free too when left out. */
  readonly port?: number;
  /** Where data listeners go; any free port when left out. */
  readonly passivePorts?: PortRange;
  /** Further names and literal addresses of its certificate. */
  readonly names?: readonly string[];
  /** Further users and their passwords. */
  readonly users?: Readonly<Record<string, string>>;
  /** Called with each command as it comes in, as {@link RunningServer.log} has it. */
  readonly onCommand?: (line: string) => void;
  /** Both ends' addresses as the server is to believe them; the client has to use `disguiseNet` with the same. */
  readonly disguise?: Disguise | null;
}

/** A server that runs until it is closed. */
export interface RunningServer {
  readonly host: string;
  /** The control port. */
  readonly port: number;
  readonly tls: 'none' | 'explicit' | 'implicit';
  /** The authority behind the server's certificate, PEM; null without TLS. */
  readonly caPem: string | null;
  /** The commands received so far, on all sessions, in order; without the argument of PASS. */
  readonly log: readonly string[];
  /** Cuts every connection and frees every port. */
  close(): Promise<void>;
}

const ownNames = ['localhost', 'ftp.example.com', '127.0.0.1', '::1'];

function endsOf(socket: Socket, host: string, behaviour: CompleteBehaviour, disguise: Disguise | null): Ends {
  const { remoteAddress: clientHost = host, remotePort = 0, localPort = 0 } = socket;
  return {
    boundTo: host,
    clientHost,
    dataPort: localPort - 1,
    server: { host: disguise?.server ?? host, port: disguise?.controlPort ?? localPort },
    client: { host: behaviour.seesClientAs ?? disguise?.client ?? clientHost, port: remotePort },
  };
}

const needsFilteredPort = ({ control, pasv, epsv }: CompleteBehaviour) =>
  control === 'filtered' || pasv === 'port-filtered' || epsv === 'port-filtered';

async function filteredPort(host: string) {
  const filtered = await holdFilteredPort(host);
  if (!filtered.available) throw new Error(filtered.reason);
  return filtered.port;
}

/**
 * Starts a server, by default on a free loopback port. `{}` is a healthy one.
 *
 * Rejects where the behaviour needs what this machine cannot do (ask `whyUnavailable` before), and where the port that
 * it is to have is taken.
 */
export async function startServer(behaviour: Behaviour, options: ServerOptions = {}): Promise<RunningServer> {
  const complete = completeBehaviour(behaviour);
  const { host = '127.0.0.1', disguise = null } = options;
  const names = [...ownNames, ...(disguise === null ? [] : [disguise.server]), ...(options.names ?? [])];
  const tls = complete.tls.mode === 'none' ? null : setUpTls(complete.tls, names);
  const filtered = needsFilteredPort(complete) ? await filteredPort(host) : null;
  const log: string[] = [];
  const running = { host, tls: complete.tls.mode, caPem: tls?.caPem ?? null, log };

  if (complete.control !== 'open') {
    if (options.port !== undefined) throw new Error('a control port that is not open cannot be chosen');
    const held = complete.control === 'filtered' && filtered !== null ? filtered : await holdClosedPort(host);
    return { ...running, port: held.port, close: async () => held.release() };
  }

  const flavour = flavours[complete.product];
  const context: ServerContext = {
    behaviour: complete,
    flavour,
    tls,
    filteredPort: filtered?.port ?? 0,
    passivePorts: options.passivePorts === undefined ? null : new PortsInTurn(options.passivePorts),
    passwords: new Map(Object.entries(options.users ?? {})),
  };
  const record = (line: string): void => {
    log.push(line);
    options.onCommand?.(line);
  };
  const lifetimes = new Set<Lifetime>();
  let conversations = 0;
  async function welcome(session: Session): Promise<void> {
    if (conversations >= complete.connectionsPerAddress) {
      await session.reply(flavour.tooManyConnections);
      return session.channel.end();
    }
    conversations += 1;
    // Gone by the time its client can know of it: one that comes right after finds its place free.
    return converse(session, record).finally(() => {
      conversations -= 1;
    });
  }
  const listener = createServer(socket => {
    const lifetime = new Lifetime();
    lifetimes.add(lifetime);
    socket.once('close', () => lifetimes.delete(lifetime));
    const channel = new ControlChannel(socket, lifetime, complete);
    welcome(new Session(context, channel, lifetime, endsOf(socket, host, complete, disguise))).catch(error => {
      // Only the end of the lifetime rejects here; everything else is a bug and must show.
      if (!lifetime.signal.aborted) throw error;
    });
  });
  const port = await listenForControl(listener, host, options.port);
  return {
    ...running,
    port,
    async close() {
      for (const lifetime of lifetimes) lifetime.end();
      filtered?.release();
      await new Promise(resolve => listener.close(resolve));
    },
  };
}
