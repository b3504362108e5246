import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Place, runIn, spawnIn } from '../../support/real-server/place.ts';

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

const talkSource = `
const { host, port, says, pauseMs, limitMs } = JSON.parse(process.argv[1]);
const startedAt = performance.now();
const talk = { outcome: 'silent', seenAs: null, connectMs: null, heard: [] };
const tell = changes => {
  console.log(JSON.stringify({ ...talk, ...changes }));
  process.exit();
};
const socket = require('node:net').connect({ host, port });
setTimeout(tell, limitMs, {});
socket.once('error', ({ code }) => tell({ outcome: code }));
socket.once('connect', () => { talk.connectMs = performance.now() - startedAt; });
const lines = require('node:readline').createInterface({ input: socket });
lines.on('error', () => {});
lines.on('line', line => {
  if (talk.seenAs === null) {
    talk.outcome = 'open';
    talk.seenAs = line;
  } else {
    talk.heard.push(line);
  }
  const next = says.shift();
  if (next === undefined) tell({});
  else setTimeout(() => socket.write(next + '\\r\\n'), pauseMs);
});
`;

/** What became of a connection to an echo server. */
export interface Talk {
  /** `open` when the server spoke, `silent` when nothing came within the limit, else the errno: `ECONNREFUSED`. */
  readonly outcome: string;
  /** The address that the server saw. */
  readonly seenAs: string | null;
  /** From SYN to SYN-ACK; null without one. */
  readonly connectMs: number | null;
  /** The lines that came back. */
  readonly heard: readonly string[];
}

export interface TalkOptions {
  /** Lines for the server to send back, each said when the one before it came back. */
  readonly says?: readonly string[];
  /** How long the connection is idle before each. */
  readonly pauseMs?: number;
  /** How long an answer may take. */
  readonly limitMs?: number;
}

// A bundle of certificate authorities from the environment would be read by each probe, and by none used.
export const probeEnvironment = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** Starts a server that first says whom it sees, and then sends back what it is sent. It ends with its world. */
export async function startEcho(place: Place, address: string, ...ports: readonly number[]): Promise<void> {
  const child = spawnIn(place, process.execPath, ['-e', echoSource, address, ...ports.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: probeEnvironment,
  });
  if (child.stdout === null) throw new Error('the echo server has no output');
  await once(createInterface(child.stdout), 'line');
}

/** Connects to an echo server, and talks with it when there is something to say. */
export async function talk(place: Place, host: string, port: number, options: TalkOptions = {}): Promise<Talk> {
  const wish = JSON.stringify({ host, port, says: [], pauseMs: 0, limitMs: 700, ...options });
  const { stdout, stderr } = await runIn(place, process.execPath, ['-e', talkSource, wish], { env: probeEnvironment });
  if (stdout === '') throw new Error(`the probe failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** How connections to several echo servers begin, all at the same time. */
export async function outcomes(
  place: Place,
  ...targets: readonly (readonly [host: string, port: number])[]
): Promise<string[]> {
  const talks = await Promise.all(targets.map(([host, port]) => talk(place, host, port)));
  return talks.map(({ outcome }) => outcome);
}
