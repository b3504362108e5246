import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Place, runIn, spawnIn } from '../../support/real-server/place.ts';
import { probeEnvironment } from './tcp-probe.ts';

const echoSource = `
const socket = require('node:dgram').createSocket('udp4');
socket.on('message', (message, { address, port }) => socket.send(message, port, address));
socket.bind(7, () => console.log('listening'));
`;

const countSource = `
const [address, count] = process.argv.slice(1);
const socket = require('node:dgram').createSocket('udp4');
let answers = 0;
socket.on('message', () => { answers += 1; });
for (let n = 0; n < Number(count); n++) socket.send('?', 7, address);
setTimeout(() => { console.log(answers); process.exit(); }, 1000);
`;

/** How many of so many small datagrams are answered by the other side: at most 200, so that every one finds room in its buffer. */
export async function countAnswers(from: Place, to: Place, address: string, count: number): Promise<number> {
  const echo = spawnIn(to, process.execPath, ['-e', echoSource], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: probeEnvironment,
  });
  if (echo.stdout === null) throw new Error('the echo server has no output');
  await once(createInterface(echo.stdout), 'line');
  const words = ['-e', countSource, address, String(count)];
  const { stdout } = await runIn(from, process.execPath, words, { env: probeEnvironment });
  return Number(stdout);
}
