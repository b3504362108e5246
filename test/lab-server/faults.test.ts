import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Behaviour, GreetingBehaviour, PasvBehaviour } from '../../src/lab/behaviour.ts';
import { holdFilteredPort } from '../../src/lab/filtered-port.ts';
import { dial, drain, listen, loggedIn, portOf, serve, start } from './raw-client.ts';

describe('greetings', () => {
  test('nothing listens on a refused control port', async () => {
    const server = await serve({ control: 'refused' });
    await expect(dial(server)).rejects.toThrow('ECONNREFUSED');
  });

  test('a late greeting is the right one', async () => {
    const start = performance.now();
    const client = await dial(await serve({ greeting: { afterMs: 80 } }));
    expect(await client.reply()).toBe('220 (vsFTPd 3.0.3)');
    expect(performance.now() - start).toBeGreaterThan(70);
  });

  test.each<[GreetingBehaviour, RegExp]>([
    ['service-unavailable', /^421 Service not available\.\r\n$/],
    ['refused', /^530 /],
    ['http', /^HTTP\/1\.1 400 /],
    ['tls-bytes', /^\x15\x03/],
    ['close', /^$/],
    ['reset', /^$/],
  ])('%s ends the connection', async (greeting, expected) => {
    const client = start(await serve({ greeting }));
    await client.closed();
    expect(client.text).toMatch(expected);
  });

  test('an endless line goes no faster than it is read', async () => {
    const client = await dial(await serve({ greeting: 'endless-line' }));
    await once(client.socket, 'data');
    client.socket.pause();
    const before = process.memoryUsage().rss;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    expect(client.text).not.toContain('\n');
  });

  test('one connection more than the limit gets 421', async () => {
    const server = await serve({ connectionsPerAddress: 2 });
    const first = await loggedIn(server);
    await loggedIn(server);
    const third = await dial(server);
    expect(await third.reply()).toBe('421 There are too many connections from your internet address.');
    await third.closed();
    await first.send('QUIT');
    await first.closed();
    expect(await (await dial(server)).reply()).toMatch(/^220 /);
  });
});

describe('passive mode', () => {
  test.each<[PasvBehaviour, RegExp]>([
    ['refused', /^550 Permission denied\.$/],
    [{ advertises: '192.168.1.10' }, /^227 Entering Passive Mode \(192,168,1,10,\d+,\d+\)\.$/],
    [{ spelled: 'octet-over-255' }, /\(127,0,0,256,\d+,\d+\)/],
    [{ spelled: 'port-zero' }, /\(127,0,0,1,0,0\)/],
    [{ spelled: 'no-parentheses' }, /Mode 127,0,0,1,\d+,\d+$/],
    [{ spelled: 'answered-229' }, /^229 /],
  ])('PASV with %j', async (pasv, expected) => {
    expect(await (await loggedIn(await serve({ pasv }))).send('PASV')).toMatch(expected);
  });

  test('a closed port refuses', async () => {
    const client = await loggedIn(await serve({ pasv: 'port-closed' }));
    const port = portOf(await client.send('PASV'));
    await expect(dial({ host: '127.0.0.1', port })).rejects.toThrow('ECONNREFUSED');
  });

  test('a rejected peer is hung up on, and told so', async () => {
    const client = await loggedIn(await serve({ pasv: 'peer-rejected' }));
    const data = drain(connect(portOf(await client.send('PASV')), '127.0.0.1'));
    expect(await client.send('LIST')).toBe('425 Security: Bad IP connecting.');
    expect((await data).bytes).toHaveLength(0);
  });
});

const held = await holdFilteredPort('127.0.0.1');
if (held.available) held.port.release();

describe.skipIf(!held.available)(`a filtered port${held.available ? '' : ` (skipped: ${held.reason})`}`, () => {
  test('answers no SYN', async () => {
    const client = await loggedIn(await serve({ epsv: 'port-filtered' }));
    const port = Number(/\|\|\|(\d+)\|/.exec(await client.send('EPSV'))?.[1]);
    const socket = connect(port, '127.0.0.1');
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => 'connected'),
      new Promise(resolve => setTimeout(resolve, 150, 'silence')),
    ]);
    socket.destroy();
    expect(outcome).toBe('silence');
  });
});

describe('active mode', () => {
  test.each<[Behaviour, RegExp]>([
    [{ port: 'refused' }, /^550 Permission denied\.$/],
    [{ seesClientAs: '203.0.113.7' }, /^500 Illegal PORT command\.$/],
    [
      { seesClientAs: '203.0.113.7', product: 'pure-ftpd' },
      /^500 I won't open a connection to 127\.0\.0\.1 \(only to 203\.0\.113\.7\)$/,
    ],
    [
      { seesClientAs: '203.0.113.7', product: 'pyftpdlib' },
      /^501 Rejected data connection to foreign address 127\.0\.0\.1:/,
    ],
  ])('PORT with %j', async (behaviour, expected) => {
    const { argument } = await listen();
    expect(await (await loggedIn(await serve(behaviour))).send(`PORT ${argument}`)).toMatch(expected);
  });

  test('STAT tells the address that the server sees', async () => {
    const client = await loggedIn(await serve({ seesClientAs: '203.0.113.7' }));
    expect(await client.send('STAT')).toContain('     Connected to 203.0.113.7\r\n');
  });

  test('425 comes late when the SYN gets lost', async () => {
    const client = await loggedIn(await serve({ port: { lostForMs: 80 } }));
    const { argument } = await listen();
    await client.send(`PORT ${argument}`);
    const start = performance.now();
    expect(await client.send('LIST')).toBe('425 Failed to establish connection.');
    expect(performance.now() - start).toBeGreaterThan(70);
  });

  test('a listener that has gone is 425 at once', async () => {
    const client = await loggedIn(await serve({ product: 'proftpd' }));
    const { argument, listener } = await listen();
    listener.close();
    await client.send(`PORT ${argument}`);
    expect(await client.send('LIST')).toBe('425 Unable to build data connection: Connection refused');
  });
});

describe('commands that go wrong', () => {
  test('silence', async () => {
    const client = await loggedIn(await serve({ at: { SYST: 'silence' } }));
    client.socket.write('SYST\r\nNOOP\r\n');
    const before = client.text;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(client.text).toBe(before);
  });

  test.each(['close', 'reset'] as const)('%s', async fault => {
    const client = await loggedIn(await serve({ at: { PASV: fault } }));
    await expect(client.send('PASV')).rejects.toThrow('closed');
  });

  test('a client that hangs up in the middle of an endless reply takes nothing down', async () => {
    const server = await serve({ at: { FEAT: 'endless-multiline' } });
    const client = await loggedIn(server);
    client.socket.write('FEAT\r\n');
    await once(client.socket, 'data');
    client.socket.resetAndDestroy();
    expect(await (await dial(server)).reply()).toMatch(/^220 /);
  });
});
