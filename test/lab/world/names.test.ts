import { expect } from 'vitest';
import { type Place, runIn } from '../../support/real-server/place.ts';
import { describeInWorlds } from './describe-in-worlds.ts';
import { probeEnvironment } from './tcp-probe.ts';

const lookupSource = `
require('node:dns').lookup(process.argv[1], { all: true, verbatim: true }, (error, found) => {
  console.log(error === null ? found.map(({ address }) => address).sort().join(' ') : error.code);
});
`;

/** The addresses of a name, or the code of the resolver's error. */
async function lookUp(place: Place, name: string): Promise<string> {
  const { stdout } = await runIn(place, process.execPath, ['-e', lookupSource, name], { env: probeEnvironment });
  return stdout.trim();
}

describeInWorlds("a client's name resolution", test => {
  test("answers with the server's outside addresses, and knows no other", async ({ build }) => {
    const world = await build({ server: 'nat' });
    const from = world.host('client');
    expect(await lookUp(from, 'ftp.example.test')).toBe('2001:db8:2::2 203.0.113.2');
    expect(await lookUp(from, 'www.example.test')).toBe('ENOTFOUND');
  });

  test.for([
    ['no-such-name', 'ENOTFOUND'],
    ['fails', 'EAI_AGAIN'],
  ] as const)('%s: %s, long before a resolver gives up by itself', async ([names, code], { build }) => {
    const world = await build({ names });
    const startedAt = performance.now();
    expect(await lookUp(world.host('client'), 'ftp.example.test')).toBe(code);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(await lookUp(world.host('client'), 'localhost')).toMatch(/127\.0\.0\.1/);
  });

  test('is asked in vain for addresses by a server, at once', async ({ build }) => {
    const world = await build({});
    expect(await lookUp(world.host('server'), 'www.example.test')).toBe('ENOTFOUND');
  });
});
