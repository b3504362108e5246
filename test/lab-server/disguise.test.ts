import { expect, test } from 'vitest';
import { ipv4Disguise } from '../../src/lab/disguise.ts';
import { disguiseNet } from '../../src/lab/disguised-net.ts';
import { createNodeNet } from '../../src/net/node-net.ts';
import { serve } from './raw-client.ts';

const { signal } = new AbortController();

async function disguised() {
  const server = await serve({}, { disguise: ipv4Disguise });
  return disguiseNet(createNodeNet(), server, ipv4Disguise);
}

test('the server answers at its public address and port, and advertises that address', async () => {
  const net = await disguised();
  expect(await net.resolve('ftp.example.com', null)).toEqual([{ address: '203.0.113.2', family: 4 }]);
  const stream = await net.connect({ to: { host: '203.0.113.2', port: 21 }, from: null, signal });
  expect(stream.remote).toEqual({ host: '203.0.113.2', port: 21 });
  expect(stream.local.host).toBe('198.51.100.2');
  const ask = async (line: string) => {
    stream.write(line);
    return (await stream.read())?.toString() ?? '';
  };
  await stream.read();
  await ask('USER anonymous\r\n');
  await ask('PASS guest\r\n');
  expect(await ask('PASV\r\n')).toContain('(203,0,113,2,');
  const listener = await net.listen('198.51.100.2', null);
  const { port } = listener.local;
  expect(await ask(`PORT 198,51,100,2,${port >> 8},${port & 255}\r\n`)).toMatch(/^200 /);
  stream.write('LIST\r\n');
  const { stream: data } = await listener.arrival;
  expect(data.remote).toEqual({ host: '203.0.113.2', port: 20 });
  for (const one of [data, stream, listener]) 'destroy' in one ? one.destroy() : one.close();
});

test.each([
  ['127.0.0.1', 21],
  ['0.0.0.0', 40_000],
  ['203.0.113.2', 22],
])('%s port %i is refused without a packet', async (host, port) => {
  const net = await disguised();
  await expect(net.connect({ to: { host, port }, from: null, signal })).rejects.toMatchObject({
    failure: { kind: 'refused' },
  });
});

test('what is sent to any other address gets lost without a packet', async () => {
  const net = await disguised();
  const to = { host: '192.168.1.1', port: 40_000 };
  await expect(net.connect({ to, from: null, signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
    failure: { kind: 'timeout' },
  });
  expect(await net.synState(to)).toEqual({ synRetransmits: 0 });
});
