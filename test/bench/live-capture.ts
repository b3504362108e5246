import { spawn } from 'node:child_process';
import { startCapture } from '../../src/net/capture/start-capture.ts';
import { createNodeNet } from '../../src/net/node-net.ts';
import { makeNetworkPath, pathAddresses } from '../support/network-path/network-path.ts';
import { startVsftpd } from '../support/real-server/vsftpd.ts';
import { median } from './median.ts';
import { formatTable } from './table.ts';
import { ftpdiag, ftpdiagCheck, runTool } from './tools.ts';

const times = 9;
const rttMs = 40;
const host = pathAddresses.server;
const seconds = 4;
const megabytesPerSecond = 12.5;

/** What recording its own packets costs a check, and what it stands. */
export async function benchLiveCapture(): Promise<string> {
  const rows = await overhead();
  const { cpuPercent, packets, lost } = await drain();
  return [
    `A complete check over a path of ${rttMs} ms: ms, process start included, median of ${times}`,
    '',
    formatTable(['', 'took'], rows),
    '',
    `Recording ${megabytesPerSecond} MB/s in segments of 1448 bytes on loopback for ${seconds} s: ${cpuPercent.toFixed(1)} % of a core, ${packets} packets, ${lost} lost.`,
  ].join('\n');
}

async function overhead(): Promise<string[][]> {
  const path = await makeNetworkPath(rttMs);
  const server = await startVsftpd({ place: path.server, address: host, port: 21 });
  const time = async (...words: readonly string[]): Promise<number> =>
    (await runTool(path.client, ftpdiag, ftpdiagCheck(host, 21, ...words))).tookMs;
  const took: { readonly without: number[]; readonly recorded: number[] } = { without: [], recorded: [] };
  try {
    // By turns, so that what else the machine does falls on both.
    for (let turn = 0; turn < times; turn += 1) {
      took.without.push(await time('--no-capture'));
      took.recorded.push(await time());
    }
    const without = median(took.without);
    const recorded = median(took.recorded);
    return [
      ['without packets', without.toFixed(0)],
      ['with packets', recorded.toFixed(0)],
      ['more', `${(((recorded - without) / without) * 100).toFixed(1)} %`],
    ];
  } finally {
    await server.stop();
    path.remove();
  }
}

/** Sends at the given rate to itself, and says at which port before it begins. */
const traffic = `
const net = require('node:net');
const server = net.createServer(socket => socket.resume().once('close', () => process.exit()));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  console.log(port);
  setTimeout(() => {
    const socket = net.connect(port, '127.0.0.1').setNoDelay(true);
    const bytes = Buffer.alloc(1448);
    const startedMs = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const tookMs = performance.now() - startedMs;
      for (; sent < tookMs * ${megabytesPerSecond * 1000}; sent += bytes.length) socket.write(bytes);
      if (tookMs < ${seconds * 1000}) return;
      clearInterval(timer);
      socket.end();
    }, 2);
  }, 200);
});`;

async function drain(): Promise<{ readonly cpuPercent: number; readonly packets: number; readonly lost: number }> {
  const capture = await startCapture(createNodeNet().clock);
  if (!capture.isRunning) throw new Error(capture.because);
  const child = spawn(process.execPath, ['-e', traffic], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const port = await new Promise<number>(resolve => child.stdout.once('data', text => resolve(Number(text))));
  capture.watch({ host: '127.0.0.1', port });
  const before = process.cpuUsage();
  await ended;
  const { user, system } = process.cpuUsage(before);
  const { facts } = await capture.stop();
  return { cpuPercent: (user + system) / 10_000 / seconds, packets: facts.packets, lost: facts.lost };
}
