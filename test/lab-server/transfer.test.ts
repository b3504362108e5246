import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { Behaviour, TransferBehaviour } from '../../src/lab/behaviour.ts';
import { drain, loggedIn, portOf, serve } from './raw-client.ts';

async function startListing(behaviour: Behaviour) {
  const client = await loggedIn(await serve(behaviour));
  const socket = connect(portOf(await client.send('PASV')), '127.0.0.1');
  await once(socket, 'connect');
  client.socket.write('LIST\r\n');
  return { client, socket };
}

test.each([425, 450, 451, 452, 522, 534, 550] as const)('%i in place of 150', async code => {
  const { client } = await startListing({ transfer: { refusedWith: code } });
  expect(await client.reply()).toMatch(new RegExp(`^${code} `));
});

test.each([426, 451] as const)('150, half a listing, %i', async code => {
  const { client, socket } = await startListing({ transfer: { brokenOffWith: code } });
  const { bytes } = await drain(socket);
  expect(bytes.length).toBeGreaterThan(100);
  expect(await client.reply()).toMatch(/^150 /);
  expect(await client.reply()).toMatch(new RegExp(`^${code} `));
});

test.each<[TransferBehaviour, number]>([
  ['stall-after-open', 0],
  ['stall-midway', 100],
])('%s', async (transfer, least) => {
  const { client, socket } = await startListing({ transfer });
  let bytes = 0;
  let hasEnded = false;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  socket.on('end', () => {
    hasEnded = true;
  });
  expect(await client.reply()).toMatch(/^150 /);
  await new Promise(resolve => setTimeout(resolve, 80));
  expect(bytes).toBeGreaterThanOrEqual(least);
  expect(bytes > 0).toBe(least > 0);
  expect(hasEnded).toBe(false);
});

test('a listing without 226', async () => {
  const { client, socket } = await startListing({ transfer: 'no-completion' });
  expect((await drain(socket)).bytes.length).toBeGreaterThan(500);
  await client.reply();
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(client.text).not.toMatch(/^226 /m);
});

test('226 without data', async () => {
  const { client, socket } = await startListing({ transfer: 'completion-without-data' });
  expect(await client.reply()).toMatch(/^150 /);
  expect(await client.reply()).toMatch(/^226 /);
  expect(socket.bytesRead).toBe(0);
});

test('226 before the data', async () => {
  const { client, socket } = await startListing({ transfer: 'completion-before-data' });
  await client.reply();
  expect(await client.reply()).toMatch(/^226 /);
  expect(socket.bytesRead).toBe(0);
  expect((await drain(socket)).bytes.length).toBeGreaterThan(500);
});

test('an endless listing, until the client has had enough', async () => {
  const { client, socket } = await startListing({ transfer: 'endless' });
  let bytes = 0;
  for await (const chunk of socket) {
    bytes += chunk.length;
    if (bytes > 1_000_000) break;
  }
  await client.reply();
  expect(await client.reply()).toMatch(/^426 /);
});

test('a reset halfway', async () => {
  const { socket } = await startListing({ transfer: 'reset-midway' });
  const { bytes, wasReset } = await drain(socket);
  expect(bytes.length).toBeGreaterThan(100);
  expect(wasReset).toBe(true);
});
