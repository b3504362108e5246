import { once } from 'node:events';
import { createServer } from 'node:net';
import { spawnIn, thisMachine } from '../support/real-server/place.ts';
import { medianOf } from './median.ts';
import { formatTable } from './table.ts';
import { cleanEnvironment, ftpdiag, ftpdiagCheck, ftpdiagScript, runTool, type Tool } from './tools.ts';

const times = 21;

/** What it costs to get going, beside an empty Node. */
export async function benchStartUp(tools: readonly Tool[]): Promise<string> {
  const run = (words: readonly string[]): Promise<number> =>
    medianOf(times, async () => (await runTool(thisMachine, ftpdiag, words)).tookMs);
  const empty = await run(['-e', '0']);
  const rows = [
    row('node -e 0, whole process', empty, empty),
    row('ftpdiag --version, whole process', await run([ftpdiagScript, '--version']), empty),
  ];
  const reach = async (name: string, tool: Tool, words: (port: number) => readonly string[]): Promise<void> => {
    const reached = await medianOf(times, () => timeToConnect(tool, words));
    rows.push(row(`${name} until it connects`, reached, empty));
  };
  await reach('ftpdiag check --no-capture', ftpdiag, port => ftpdiagCheck('127.0.0.1', port, '--no-capture'));
  // Where this user may record packets, that begins before the first one.
  await reach('ftpdiag check', ftpdiag, port => ftpdiagCheck('127.0.0.1', port));
  for (const tool of tools.filter(one => one !== ftpdiag)) {
    await reach(tool.name, tool, port => tool.list({ host: '127.0.0.1', port, family: 'passive', tls: 'off' }));
  }
  return [`Start-up: median of ${times}`, '', formatTable(['', 'ms', 'of node -e 0'], rows)].join('\n');
}

function row(title: string, ms: number, emptyMs: number): string[] {
  return [title, ms.toFixed(0), `${(ms / emptyMs).toFixed(2)} ×`];
}

/** Time from the start of the process until its first connection reaches a listener of ours. */
async function timeToConnect(tool: Tool, words: (port: number) => readonly string[]): Promise<number> {
  const server = createServer(socket => socket.on('error', () => {}).destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const startedAt = performance.now();
  const child = spawnIn(thisMachine, tool.program, words(port), { env: cleanEnvironment(), stdio: 'ignore' });
  const ended = once(child, 'exit');
  await Promise.race([
    once(server, 'connection'),
    ended.then(() => Promise.reject(new Error(`${tool.name} ended without connecting`))),
  ]);
  const tookMs = performance.now() - startedAt;
  child.kill('SIGKILL');
  await ended;
  server.close();
  return tookMs;
}
