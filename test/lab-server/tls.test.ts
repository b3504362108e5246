import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { TlsBehaviour } from '../../src/lab/behaviour.ts';
import type { RunningServer } from '../../src/lab/server.ts';
import { dial, drain, portOf, type RawClient, serve } from './raw-client.ts';

async function secured(server: RunningServer): Promise<RawClient> {
  const client = await dial(server);
  await client.reply();
  expect(await client.send('AUTH TLS')).toMatch(/^234 /);
  await client.startTls(server.caPem);
  await client.send('USER anonymous');
  await client.send('PASS guest');
  await client.send('PBSZ 0');
  await client.send('PROT P');
  return client;
}

async function listProtected(client: RawClient, ca: string | null, session: Buffer | undefined) {
  const tcp = connect(portOf(await client.send('PASV')), '127.0.0.1');
  await once(tcp, 'connect');
  client.socket.write('LIST\r\n');
  const secure = connectTls({ socket: tcp, servername: 'localhost', ca: ca ?? '', ...(session ? { session } : {}) });
  await once(secure, 'secureConnect');
  const isReused = secure.isSessionReused();
  const { bytes } = await drain(secure);
  const opening = await client.reply();
  return { isReused, bytes, opening, final: await client.reply() };
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('with %s', maxVersion => {
  test('data connections resume the session', async () => {
    const server = await serve({ tls: { mode: 'explicit', maxVersion, requiresResumption: true } });
    const client = await secured(server);
    const { isReused, bytes, final } = await listProtected(client, server.caPem, client.session);
    expect(isReused).toBe(true);
    expect(bytes.length).toBeGreaterThan(500);
    expect(final).toMatch(/^226 /);
  });

  test('data connections that do not are refused where the server insists', async () => {
    const server = await serve({ tls: { mode: 'explicit', maxVersion, requiresResumption: true } });
    const { opening, final } = await listProtected(await secured(server), server.caPem, undefined);
    expect(opening).toMatch(/^150 /);
    expect(final).toMatch(/^522 SSL connection failed; session reuse required/);
  });

  test('a server may never resume at all', async () => {
    const server = await serve({ tls: { mode: 'explicit', maxVersion, resumesSessions: false } });
    const client = await secured(server);
    expect((await listProtected(client, server.caPem, client.session)).isReused).toBe(false);
  });
});

test('implicit TLS greets inside TLS', async () => {
  const server = await serve({ tls: { mode: 'implicit' } });
  const client = await dial(server);
  await client.startTls(server.caPem);
  expect(await client.reply()).toMatch(/^220 /);
});

test('clear data connections are refused where PROT P is required', async () => {
  const server = await serve({ tls: { mode: 'explicit', requiresProtP: true } });
  const client = await secured(server);
  await client.send('PROT C');
  await client.send('PASV');
  expect(await client.send('LIST')).toBe('522 Data connections must be encrypted.');
});

test('a server without TLS says so', async () => {
  const client = await dial(await serve({ product: 'proftpd' }));
  await client.reply();
  expect(await client.send('AUTH TLS')).toBe('500 AUTH not understood');
  expect(await client.send('FEAT')).not.toContain('AUTH');
});

test.each<[TlsBehaviour['certificate'], string | null]>([
  ['trusted', null],
  ['expired', 'CERT_HAS_EXPIRED'],
  ['not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('a certificate that is %s', async (certificate, code) => {
  const { port, caPem } = await serve({ tls: { mode: 'implicit', certificate } });
  const socket = connectTls({ host: '127.0.0.1', port, ca: caPem ?? '' });
  const outcome = await Promise.race([
    once(socket, 'secureConnect').then(() => null),
    new Promise(resolve => socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))),
  ]);
  socket.destroy();
  expect(outcome).toBe(code);
});

test.each(['close', 'reset', 'alert'] as const)('a handshake that ends in %s', async controlHandshake => {
  const server = await serve({ tls: { mode: 'explicit', controlHandshake } });
  const client = await dial(server);
  await client.reply();
  await client.send('AUTH TLS');
  await client.closed();
  expect(client.text.endsWith('\x15\x03\x03\x00\x02\x02\x28')).toBe(controlHandshake === 'alert');
});

test('a handshake that never ends', async () => {
  const server = await serve({ tls: { mode: 'explicit', controlHandshake: 'silence' } });
  const client = await dial(server);
  await client.reply();
  await client.send('AUTH TLS');
  const tls = client.startTls(server.caPem).then(() => 'done');
  expect(await Promise.race([tls, new Promise(resolve => setTimeout(resolve, 80, 'silence'))])).toBe('silence');
});
