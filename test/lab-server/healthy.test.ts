import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { dial, drain, listen, loggedIn, portOf, serve } from './raw-client.ts';

describe('a healthy server', () => {
  test('lists through PASV', async () => {
    const client = await loggedIn(await serve());
    const data = drain(connect(portOf(await client.send('PASV')), '127.0.0.1'));
    expect(await client.send('LIST')).toBe('150 Here comes the directory listing.');
    expect((await data).bytes.toString().trimEnd().split('\r\n')).toHaveLength(12);
    expect(await client.reply()).toBe('226 Directory send OK.');
  });

  test('lists through EPSV on IPv6', async () => {
    const client = await loggedIn(await serve({ product: 'pyftpdlib' }, { host: '::1' }));
    expect(await client.send('PASV')).toMatch(/^522 /);
    const port = /\|\|\|(\d+)\|/.exec(await client.send('EPSV'))?.[1];
    const data = drain(connect(Number(port), '::1'));
    expect(await client.send('LIST')).toMatch(/^150 /);
    expect((await data).bytes.length).toBeGreaterThan(500);
    expect(await client.reply()).toMatch(/^226 /);
  });

  test('connects to PORT from the port beneath the control port', async () => {
    const server = await serve();
    const client = await loggedIn(server);
    const { argument, arrival } = await listen();
    expect(await client.send(`PORT ${argument}`)).toMatch(/^200 /);
    const opening = client.send('LIST');
    const socket = await arrival;
    expect(socket.remotePort).toBe(server.port - 1);
    const { bytes } = await drain(socket);
    expect(await opening).toMatch(/^150 /);
    expect(bytes.length).toBeGreaterThan(500);
    expect(await client.reply()).toMatch(/^226 /);
  });

  test.each(['1,2,3,4,5,6', '127,0,0,1,0,80'])('never connects to PORT %s', async argument => {
    const client = await loggedIn(await serve());
    expect(await client.send(`PORT ${argument}`)).toBe('500 Illegal PORT command.');
  });

  test.each(['', '1,2,3', '127,0,0,1,256,1', '127,0,0,1,-1,1'])('calls PORT %j a syntax error', async argument => {
    const client = await loggedIn(await serve({ product: 'proftpd' }));
    expect(await client.send(`PORT ${argument}`)).toBe('501 Illegal PORT command');
  });

  test('knows its users, and keeps passwords out of its log', async () => {
    const server = await serve();
    const client = await dial(server);
    await client.reply();
    expect(await client.send('LIST')).toMatch(/^530 /);
    await client.send('USER demo');
    expect(await client.send('PASS wrong')).toBe('530 Login incorrect.');
    await client.send('USER demo');
    expect(await client.send('pass demo')).toBe('230 Login successful.');
    expect(await client.send('QUIT')).toBe('221 Goodbye.');
    await client.closed();
    expect(server.log).toEqual(['LIST', 'USER demo', 'PASS ****', 'USER demo', 'PASS ****', 'QUIT']);
  });

  test('wants a data connection before LIST', async () => {
    const client = await loggedIn(await serve());
    expect(await client.send('LIST')).toBe('425 Use PORT or PASV first.');
  });

  test('frees its port when it is closed, whatever goes on', async () => {
    const server = await serve({ at: { NOOP: 'silence' } });
    const client = await loggedIn(server);
    client.socket.write('NOOP\r\n');
    await server.close();
    await client.closed();
    await expect(dial(server)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the order of replies', () => {
  test('vsftpd says 150 only when the data connection stands', async () => {
    const client = await loggedIn(await serve());
    const port = portOf(await client.send('PASV'));
    const before = client.text;
    client.socket.write('LIST\r\nNOOP\r\n');
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(client.text).toBe(before);
    connect(port, '127.0.0.1').resume();
    expect(await client.reply()).toMatch(/^150 /);
  });

  test('FileZilla Server says 150 before', async () => {
    const client = await loggedIn(await serve({ product: 'filezilla-server' }));
    await client.send('PASV');
    expect(await client.send('LIST')).toMatch(/^150 /);
  });

  test('pyftpdlib connects on PORT already', async () => {
    const client = await loggedIn(await serve({ product: 'pyftpdlib' }));
    const { argument, arrival } = await listen();
    expect(await client.send(`PORT ${argument}`)).toBe('200 Active data connection established.');
    (await arrival).resume();
    expect(await client.send('LIST')).toMatch(/^125 /);
  });
});
