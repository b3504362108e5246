import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Place, runIn, spawnIn } from '../../support/real-server/place.ts';

/** Sends back what it is sent, and first says whom it sees. */
const echoSource = `
const [address, ...ports] = process.argv.slice(1);
let waiting = ports.length;
for (const port of ports) {
  require('node:net').createServer(socket => {
    socket.on('error', () => {});
    socket.write(socket.remoteAddress + '\\n');
    socket.pipe(socket);
  }).listen(Number(port), address, () => { if (--waiting === 0) console.log('listening'); });
}`;

const connectSource = `
const [host, port, limitMs, localAddress] = process.argv.slice(1);
const startedAt = performance.now();
const tell = (outcome, seenAs) => {
  console.log(JSON.stringify({ outcome, seenAs, tookMs: performance.now() - startedAt }));
  process.exit();
};
const socket = require('node:net').connect({ host, port: Number(port), localAddress: localAddress || undefined });
setTimeout(tell, Number(limitMs), 'silent', null);
socket.once('error', ({ code }) => tell(code, null));
socket.once('data', data => tell('open', String(data).trim()));
`;

/** How a connection began. */
export interface Connected {
  /** `open` when the other side spoke, `silent` when nothing came within the limit, else the errno: `ECONNREFUSED`. */
  readonly outcome: string;
  /** The address that the server saw. */
  readonly seenAs: string | null;
  readonly tookMs: number;
}

/** Starts an echo server on ports of an address. It ends with its world. */
export async function startEcho(place: Place, address: string, ...ports: readonly number[]): Promise<void> {
  const child = spawnIn(place, process.execPath, ['-e', echoSource, address, ...ports.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the echo server has no output');
  await once(createInterface(child.stdout), 'line');
}

/** Opens a connection to an echo server and waits for its first word. Silence is told after 500 ms unless said otherwise. */
export async function connectFrom(place: Place, host: string, port: number, limitMs = 500): Promise<Connected> {
  const { stdout, stderr } = await runIn(place, process.execPath, [
    '-e',
    connectSource,
    host,
    String(port),
    String(limitMs),
  ]);
  if (stdout === '') throw new Error(`the probe failed: ${stderr}`);
  return JSON.parse(stdout);
}
