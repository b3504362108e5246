import { makeNamespace, type Namespace } from '../real-server/namespace.ts';
import { thisMachine } from '../real-server/place.ts';
import { startDelayLine } from './start-delay-line.ts';

/**
 * A client and a server in network namespaces of their own, and a path with a known round-trip time between them.
 * No packet of theirs can leave it.
 */
export interface NetworkPath {
  readonly client: Namespace;
  readonly server: Namespace;
  /** The client's end of the path, to capture on; it lives in {@link client}. */
  readonly clientDevice: string;
  readonly rttMs: number;
  remove(): void;
}

/** Public (documentation) addresses, RFC 5737 and RFC 3849. */
export const pathAddresses = {
  client: '198.51.100.2',
  server: '203.0.113.2',
  client6: '2001:db8:1::2',
  server6: '2001:db8:2::2',
} as const;

let made = 0;

/** Builds a path. Needs root, /dev/net/tun and `ip`. Remove it in any case; it is removed as well when this process exits. */
export async function makeNetworkPath(rttMs: number): Promise<NetworkPath> {
  made += 1;
  // An interface's name has at most 15 characters.
  const devices = { client: `fc${process.pid}x${made}`, server: `fs${process.pid}x${made}` };
  const line = await startDelayLine(thisMachine, devices.client, devices.server, rttMs);
  const undo: (() => void)[] = [() => line.kill('SIGKILL')];
  const remove = (): void => {
    process.off('exit', remove);
    for (const step of undo.splice(0)) step();
  };
  process.on('exit', remove);
  try {
    const client = makeNamespace('client');
    undo.push(client.remove);
    const server = makeNamespace('server');
    undo.push(server.remove);
    connect(client, devices.client, pathAddresses.client, pathAddresses.client6);
    connect(server, devices.server, pathAddresses.server, pathAddresses.server6);
    return { client, server, clientDevice: devices.client, rttMs, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function connect(namespace: Namespace, device: string, address: string, address6: string): void {
  namespace.adopt(device);
  namespace.ip('addr', 'add', `${address}/32`, 'dev', device);
  namespace.ip('-6', 'addr', 'add', `${address6}/128`, 'dev', device, 'nodad');
  namespace.ip('link', 'set', device, 'up');
  namespace.ip('route', 'add', 'default', 'dev', device);
  namespace.ip('-6', 'route', 'add', 'default', 'dev', device);
}
