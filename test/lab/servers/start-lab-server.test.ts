import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runIn } from '../../support/real-server/place.ts';
import { describeInPlace } from './describe-in-place.ts';
import { listByCurl, logins } from './listing-clients.ts';
import { loopbackAddresses, makeLoopbackPlace } from './loopback-place.ts';
import { startLabServer, whyNotHere } from './start-lab-server.ts';

describeInPlace('starting a server', scene => {
  test.each([
    ['vsftpd', { no_such_setting: 'YES' }, /unrecognised variable/],
    ['proftpd', { NoSuchDirective: 'on' }, /unknown configuration directive/],
    ['pure-ftpd', { 'no-such-option': '' }, /unrecognized option/],
    ['inetutils', { 'no-such-option': '' }, /unrecognized option/],
    ['pyftpdlib', { no_such_attribute: '1' }, /no no_such_attribute/],
  ] as const)('%s rejects with its own complaint', async (program, settings, complaint) => {
    await expect(scene.start({ program, settings })).rejects.toThrow(complaint);
  });

  test.each([
    ['pure-ftpd', { tls: 'implicit' }, /no implicit TLS/],
    ['inetutils', { tls: 'explicit' }, /no TLS/],
    ['inetutils', { passiveAddress: '203.0.113.9' }, /cannot announce/],
  ] as const)('%s rejects a plan with %o', async (program, more, complaint) => {
    const plan = { program, ...more };
    expect(whyNotHere(plan, scene.place)).toMatch(complaint);
    await expect(scene.start(plan)).rejects.toThrow(complaint);
  });

  test('a stopped server leaves its port free, and no file', async () => {
    const first = await startLabServer({ program: 'vsftpd', tls: 'explicit' }, scene.place, loopbackAddresses[4]);
    expect(existsSync(first.caFile ?? '')).toBe(true);
    await first.stop();
    expect(existsSync(first.caFile ?? '')).toBe(false);
    const second = await scene.start({ program: 'proftpd' });
    expect(await listByCurl(scene.place, second, 'EPSV', logins.anonymous)).toHaveLength(3);
  });

  test('commands and replies are in its log, and passwords are not', async () => {
    for (const program of ['vsftpd', 'proftpd', 'pyftpdlib'] as const) {
      const server = await startLabServer({ program }, scene.place, loopbackAddresses[4]);
      await listByCurl(scene.place, server, 'EPSV', logins.lab);
      expect(server.log()).toMatch(/EPSV.*229 /s);
      expect(server.log()).not.toContain(logins.lab.split(':')[1]);
      await server.stop();
    }
  });

  test('none listens nowhere', async () => {
    const server = await scene.start({ program: 'none' });
    expect(server).toMatchObject({ port: 21, caFile: null });
    expect(whyNotHere({ program: 'none' }, scene.place)).toBeNull();
    const { exitCode } = await runIn(scene.place, 'curl', ['-sS', `ftp://${server.address}/`]);
    expect(exitCode).toBe(7);
  });

  test('root of a user namespace alone can start pyftpdlib and the scenario server', async () => {
    const place = await makeLoopbackPlace('namespace');
    try {
      for (const program of ['pyftpdlib', 'scripted'] as const) {
        const server = await startLabServer({ program }, place, loopbackAddresses[4]);
        expect(await listByCurl(place, server, 'PASV', logins.lab)).not.toHaveLength(0);
        await server.stop();
      }
      for (const program of ['vsftpd', 'proftpd', 'pure-ftpd', 'inetutils'] as const) {
        expect(whyNotHere({ program }, place)).toMatch(/only real root can/);
      }
    } finally {
      await place.remove();
    }
  });
});
