import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { listensOn } from './listen-within.ts';

/** Below what Linux hands out by itself (32768 and up), so that nobody gets the port beneath ours by chance. */
const range = { low: 10_000, high: 32_000 };
const tries = 100;

/**
 * Listens on the port that is asked for, or on one whose lower neighbour is free too: that one is the source of active
 * data connections (RFC 959 §3.2: L−1, which is 20 where the control port is 21), and unlike 20 it needs no rights.
 */
export async function listenForControl(server: Server, host: string, asked?: number): Promise<number> {
  if (asked !== undefined) {
    if (!(await listensOn(server, asked, host))) throw new Error(`cannot listen on port ${asked} of ${host}`);
    return asked;
  }
  for (let n = 0; n < tries; n++) {
    const port = randomInt(range.low, range.high);
    const neighbour = createServer();
    const isFree = await listensOn(neighbour, port - 1, host);
    neighbour.close();
    if (isFree && (await listensOn(server, port, host))) return port;
  }
  throw new Error(`no free pair of ports between ${range.low} and ${range.high}`);
}
