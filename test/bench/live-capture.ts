import { spawn } from 'node:child_process';
import { startCapture } from '../../src/net/capture/start-capture.ts';
import { createNodeNet } from '../../src/net/node-net.ts';

const seconds = 4;
const megabytesPerSecond = 12.5;

/** What recording stands, and costs, at 100 Mbit/s. */
export async function benchLiveCapture(): Promise<string> {
  const { cpuPercent, packets, lost } = await drain();
  return `Recording ${megabytesPerSecond} MB/s in segments of 1448 bytes on loopback for ${seconds} s: ${cpuPercent.toFixed(1)} % of a core, ${packets} packets, ${lost} lost.`;
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
