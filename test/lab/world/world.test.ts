import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { startScript } from '../../support/network-path/start-script.ts';
import { runIn, spawnIn, thisMachine } from '../../support/real-server/place.ts';
import { describeInWorlds } from './describe-in-worlds.ts';
import { startEcho, talk } from './tcp-probe.ts';

describeInWorlds('a world', test => {
  test.for([4, 6] as const)(
    'lets client and server reach each other over IPv%d, each under its own address',
    async (family, { build }) => {
      const world = await build({ family });
      const { client, clientOutside, server, serverOutside } = world.addresses;
      await startEcho(world.host('client'), client, 50_000);
      expect([clientOutside, serverOutside]).toEqual([client, server]);
      expect(await talk(world.host('client'), server, 21)).toMatchObject({ seenAs: client });
      expect(await talk(world.host('server'), client, 50_000)).toMatchObject({ seenAs: server });
    },
  );

  test('says how each of its hosts is entered', async ({ build }) => {
    const world = await build({ server: 'double-nat' });
    const lines = world.describe().trim().split('\n');
    expect(lines.map(line => line.split(':')[0])).toEqual([
      'client',
      'clientRouter',
      'serverRouter',
      'innerRouter',
      'server',
    ]);
    const [, enter = ''] = lines.at(-1)?.split(': ') ?? [];
    const { stdout } = await runIn(thisMachine, 'sh', ['-c', `echo ip -brief address | ${enter}`]);
    expect(stdout).toContain('172.16.5.2/24');
  });

  test('takes everything that runs in it along when it is removed', async ({ build }) => {
    const world = await build({ names: 'no-such-name' });
    const holders = [...world.describe().matchAll(/--target (\d+)/g)].map(([, processId = '']) => processId);
    const networks = holders.flatMap(networkOf);
    spawnIn(world.host('server'), 'sleep', ['60']);
    expect(networks.length).toBe(4);
    await world.remove();
    await vi.waitFor(() => expect(networksInUse().filter(network => networks.includes(network))).toEqual([]));
  });

  test('ends with the process that built it, even when that is killed', async () => {
    const builder = await startScript(thisMachine, 'test/lab/world/standing-world.ts');
    const networks = networksOfChildren(builder.pid);
    expect(networks.length).toBe(4);
    builder.kill('SIGKILL');
    await vi.waitFor(() => expect(networksInUse().filter(network => networks.includes(network))).toEqual([]), 3000);
  });
});

/** The network namespaces, other than our own, of a process's children. */
function networksOfChildren(processId: number | undefined): string[] {
  const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8').trim().split(' ');
  const networks = new Set(children.flatMap(child => networkOf(child)));
  return [...networks].filter(network => !networkOf('self').includes(network));
}

/** The network namespaces in which processes are. */
function networksInUse(): string[] {
  return readdirSync('/proc').flatMap(networkOf);
}

/** None when there is no such process any more. */
function networkOf(process: string): string[] {
  try {
    return [readlinkSync(`/proc/${process}/ns/net`)];
  } catch {
    return [];
  }
}
