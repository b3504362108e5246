import { expect, test } from 'vitest';
import { describeInPlace } from './describe-in-place.ts';
import type { LabServer } from './lab-server.ts';
import { listByCurl, listByLftp, logins, runCurl } from './listing-clients.ts';

const modes = { 4: ['PASV', 'EPSV', 'PORT', 'EPRT'], 6: ['EPSV', 'EPRT'] } as const;
const families = [4, 6] as const;

const servers = ['vsftpd', 'proftpd', 'pure-ftpd', 'inetutils', 'pyftpdlib', 'scripted'] as const;
type Server = (typeof servers)[number];
const withTls = servers.filter(program => program !== 'inetutils');
const withImplicitTls = withTls.filter(program => program !== 'pure-ftpd');

/** The scenario server's directory is always the same. */
const expectedOf = (program: Server): number => (program === 'scripted' ? 12 : 3);
const filesIn = (lines: readonly string[]): number => lines.filter(line => /^[-d]r/.test(line)).length;

describeInPlace('listings of', scene => {
  test.each(servers)('%s over IPv4 in every mode, by both users, and not with a wrong password', async program => {
    const server = await scene.start({ program });
    expect(await everyMode(server, 4)).toEqual(Array(8).fill(expectedOf(program)));
    const refused = await runCurl(scene.place, server, ['-u', 'lab:wrong']);
    expect(refused.stderr).toMatch(/^< 530 /m);
  });

  test.each(servers)('%s over IPv6 in every mode, by both users', async program => {
    const server = await scene.start({ program }, { family: 6 });
    expect(await everyMode(server, 6)).toEqual(Array(4).fill(expectedOf(program)));
  });

  test.each(withTls.flatMap(program => families.map(family => [program, family] as const)))(
    '%s with TLS over IPv%i, passive and active, by both users',
    async (program, family) => {
      const server = await scene.start({ program, tls: 'explicit' }, { family });
      const tries = Object.values(logins).flatMap(login =>
        [true, false].map(passive => listByLftp(scene.place, server, passive, login).then(filesIn)),
      );
      expect(await Promise.all(tries)).toEqual(Array(4).fill(expectedOf(program)));
    },
  );

  test.each(withImplicitTls)('%s with implicit TLS, on port 990', async program => {
    const server = await scene.start({ program, tls: 'implicit' });
    expect(server.port).toBe(990);
    expect(filesIn(await listByLftp(scene.place, server, true, logins.anonymous))).toBe(expectedOf(program));
  });

  // One after another: pyftpdlib 1.5.7 at times closes a descriptor that another connection has got by then, and hangs.
  async function everyMode(server: LabServer, family: 4 | 6): Promise<number[]> {
    const counts: number[] = [];
    for (const login of Object.values(logins)) {
      for (const mode of modes[family]) counts.push(filesIn(await listByCurl(scene.place, server, mode, login)));
    }
    return counts;
  }
});
