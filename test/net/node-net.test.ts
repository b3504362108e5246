import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { NetError } from '../../src/net/net.ts';
import { createNodeNet } from '../../src/net/node-net.ts';

const net = createNodeNet();
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection);
  servers.push(server);
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const connect = (port: number, from: string | null = null): ReturnType<typeof net.connect> =>
  net.connect({ to: { host: '127.0.0.1', port }, from, signal: new AbortController().signal });

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NetError) return error.failure;
    throw error;
  }
  return undefined;
}

test('bytes come in order, then null at the end of the stream', async () => {
  const stream = await connect(await listening(socket => socket.end('one')));
  expect((await stream.read())?.toString()).toBe('one');
  expect(await stream.read()).toBeNull();
  stream.destroy();
});

test('a closed port is refused', async () => {
  const port = await listening(() => undefined);
  await new Promise(resolve => servers.pop()?.close(resolve));
  expect(await failureOf(connect(port))).toEqual({ kind: 'refused', operation: 'connect', errno: 'ECONNREFUSED' });
});

test('a reset while reading is told apart from an end', async () => {
  const stream = await connect(await listening(socket => socket.once('data', () => socket.resetAndDestroy())));
  stream.write('QUIT\r\n');
  expect(await failureOf(stream.read())).toMatchObject({ kind: 'reset', operation: 'read' });
});

test('an address that is not ours cannot be the source', async () => {
  const port = await listening(() => undefined);
  expect(await failureOf(connect(port, '203.0.113.250'))).toMatchObject({ kind: 'local', errno: 'EADDRNOTAVAIL' });
});

test('the source address is used', async () => {
  const stream = await connect(await listening(socket => socket.end()), '127.0.0.9');
  expect(stream.local.host).toBe('127.0.0.9');
  stream.destroy();
});

test('a listener hands over the first connection with its source port', async () => {
  const listener = await net.listen('127.0.0.1', null);
  const client = await connect(listener.local.port);
  const { stream } = await listener.arrival;
  expect(stream.remote).toEqual(client.local);
  listener.close();
  client.destroy();
  stream.destroy();
});

test('a range without a free port is a failure of this machine', async () => {
  const taken = await net.listen('127.0.0.1', null);
  const { port } = taken.local;
  expect(await failureOf(net.listen('127.0.0.1', { low: port, high: port }))).toMatchObject({
    kind: 'local',
    operation: 'listen',
    errno: 'EADDRINUSE',
  });
  taken.close();
});

test('a listener takes the first free port of its range', async () => {
  const taken = await net.listen('127.0.0.1', null);
  const { port } = taken.local;
  const next = await net.listen('127.0.0.1', { low: port, high: port + 20 });
  expect(next.local.port).toBeGreaterThan(port);
  taken.close();
  next.close();
});

test('a literal address resolves to itself, and to nothing in the other family', async () => {
  expect(await net.resolve('::1', null)).toEqual([{ address: '::1', family: 6 }]);
  expect(await failureOf(net.resolve('127.0.0.1', 6))).toMatchObject({ kind: 'not-found' });
});

test('nothing half-open is seen at a listener that nobody knocks at', async () => {
  const listener = await net.listen('127.0.0.1', null);
  expect(['none', 'unknown']).toContain(await net.halfOpen(listener.local));
  listener.close();
});
