import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A port of loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Waits until something listens on the port, as the kernel's tables of the process's own network say. Connecting to
 * find out would use up one of the server's sessions.
 */
export async function waitUntilListening(
  processId: number,
  port: number,
  isOver: () => boolean,
  limitMs = 5000,
): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline && !isOver()) {
    if (listens(processId, port)) return true;
    await wait(10);
  }
  return false;
}

function listens(processId: number, port: number): boolean {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['tcp', 'tcp6'].some(table =>
    readTable(`/proc/${processId}/net/${table}`).some(line => {
      const [, local = '', , state] = line.trim().split(/\s+/);
      return state === '0A' && local.endsWith(suffix);
    }),
  );
}

function readTable(path: string): string[] {
  try {
    return readFileSync(path, 'latin1').split('\n').slice(1);
  } catch {
    return [];
  }
}
