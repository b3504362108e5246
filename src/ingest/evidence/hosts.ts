import type { Endpoint } from '../../core/endpoint.ts';
import type { Recording } from '../recording.ts';
import { announcedIn } from './active-attempt.ts';
import type { Attempt } from './attempts.ts';

/** Where FTP listens unless somebody says otherwise (RFC 959 §8). */
const usualPort = 21;

/**
 * The client's own address: as its connection shows it, or as its PORT or EPRT announces it. A server sees the client
 * behind a NAT at another one, so that in a server's log the client's own word counts. What is announced is a port for
 * data: of the control connection's end it tells the address alone, and the port is 0.
 */
export function clientOf({ events, seenBy }: Recording, attempts: readonly Attempt[]): Endpoint | null {
  const announced = attempts
    .map(({ command, asked }) =>
      command === 'PORT' || command === 'EPRT' ? announcedIn(command, asked.argument) : null,
    )
    .find(endpoint => endpoint !== null);
  const connected = events.find(event => event.kind === 'connected' || event.kind === 'connect-failed');
  const shown = connected?.kind === 'connected' || connected?.kind === 'connect-failed' ? connected.ends.client : null;
  const told = announced === undefined ? null : { host: announced.host, port: 0 };
  if (seenBy === 'server') return told ?? shown;
  return shown ?? told;
}

/** The server's end of the control connection; the host is empty where nothing tells it. */
export function serverOf({ events, host }: Recording): Endpoint {
  for (const event of [...events].reverse()) {
    if ((event.kind === 'connected' || event.kind === 'connect-failed') && event.ends.server !== null) {
      return event.ends.server;
    }
  }
  for (const event of events) {
    if (event.kind === 'connecting' && event.to !== null) return event.to;
  }
  const isLiteral = host !== null && (/^[\d.]+$/.test(host) || host.includes(':'));
  return { host: isLiteral ? host : '', port: usualPort };
}
