import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { whyNot } from '../../support/real-server/requirement.ts';
import type { ServerPlan } from '../scenario.ts';
import type { LabServer } from './lab-server.ts';
import { type Login, listByCurl, listByLftp, type Mode } from './listing-clients.ts';
import { type LoopbackPlace, loopbackAddresses, makeLoopbackPlace } from './loopback-place.ts';
import { startLabServer } from './start-lab-server.ts';

const reason = whyNot('lab-servers', 'namespaces');

const modes = { 4: ['PASV', 'EPSV', 'PORT', 'EPRT'], 6: ['EPSV', 'EPRT'] } as const;
const logins: readonly Login[] = ['anonymous', 'lab'];

const servers = ['vsftpd', 'proftpd', 'pure-ftpd', 'inetutils', 'pyftpdlib', 'scripted'] as const;
const withTls = servers.filter(program => program !== 'inetutils');
const withImplicitTls = withTls.filter(program => program !== 'pure-ftpd');

describe.skipIf(reason !== null)(`the lab's servers${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let place: LoopbackPlace;
  let server: LabServer | null = null;

  beforeAll(async () => {
    place = await makeLoopbackPlace();
  });
  afterEach(async () => {
    await server?.stop();
    server = null;
  });
  afterAll(() => place.remove());

  async function start(plan: ServerPlan, family: 4 | 6 = 4): Promise<LabServer> {
    server = await startLabServer(plan, place, loopbackAddresses[family]);
    return server;
  }

  /** The scenario server's directory is always the same. */
  const filesOf = (lines: readonly string[]): number => lines.filter(line => /file-\d+\.txt|README/.test(line)).length;
  const expected = (program: (typeof servers)[number]): number => (program === 'scripted' ? 1 : 3);

  describe.each(servers)('%s', program => {
    test.each([4, 6] as const)('lists over IPv%i in every mode, to both users', async family => {
      const running = await start({ program }, family);
      const list = (mode: Mode, login: Login) => listByCurl(place, running, mode, login);
      const tries = logins.flatMap(login => modes[family].map(mode => list(mode, login).then(filesOf)));
      expect(await Promise.all(tries)).toEqual(tries.map(() => expected(program)));
    });
  });

  describe.each(withTls)('%s with TLS', program => {
    test.each([4, 6] as const)(
      'lists over IPv%i, passive and active, with a certificate to be trusted',
      async family => {
        const running = await start({ program, tls: 'explicit' }, family);
        const tries = logins.flatMap(login =>
          [true, false].map(passive => listByLftp(place, running, passive, login).then(filesOf)),
        );
        expect(await Promise.all(tries)).toEqual(tries.map(() => expected(program)));
      },
    );
  });

  test.each(withImplicitTls)('%s speaks implicit TLS on port 990', async program => {
    const running = await start({ program, tls: 'implicit' });
    expect(running.port).toBe(990);
    expect(filesOf(await listByLftp(place, running, true, 'anonymous'))).toBe(expected(program));
  });
});
