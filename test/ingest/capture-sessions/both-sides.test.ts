import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { findRewrites } from '../../../src/ingest/capture/sessions/rewrites/find-rewrites.ts';
import type { Recording } from '../../../src/ingest/recording.ts';
import { describeInWorlds } from '../../lab/world/describe-in-worlds.ts';
import { talk } from '../../lab/world/tcp-probe.ts';
import type { World } from '../../lab/world/world.ts';
import { type Place, spawnIn } from '../../support/real-server/place.ts';
import { findProgram } from '../../support/real-server/program.ts';
import { sessionsIn } from './support/sessions-of.ts';

/** Captures on a host until told to stop; what was captured by then is read. */
async function captureOn(place: Place): Promise<{ sessions(): Promise<readonly Recording[]> }> {
  const child = spawnIn(place, 'tcpdump', ['-U', '--immediate-mode', '-i', 'eth0', '-w', '-', 'tcp'], {
    stdio: 'pipe',
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.stderr?.on('data', (text: Buffer) => {
      if (text.includes('listening on')) resolve();
    });
  });
  return {
    async sessions() {
      await wait(300);
      child.kill('SIGINT');
      await once(child, 'close');
      return sessionsIn(Buffer.concat(chunks));
    },
  };
}

async function seenFromBothSides(world: World, server: string, says: readonly string[]) {
  const [near, far] = await Promise.all([captureOn(world.host('client')), captureOn(world.host('server'))]);
  await talk(world.host('client'), server, 21, { says: ['NOOP', ...says] });
  return findRewrites(await near.sessions(), await far.sessions());
}

/** The server sends back what it is sent, so that what the client says goes through the box in between both ways. */
describeInWorlds("the kernel's FTP helper, captured on both sides of it", all => {
  const test = all.skipIf(findProgram('tcpdump') === null);

  test('PORT leaves the client with one address, and gets to the server with another', async ({ build }) => {
    const world = await build({ client: 'nat', ftpHelper: ['clientRouter'] });
    const { sessions } = await seenFromBothSides(world, '192.0.2.2', ['PORT 192,168,10,2,195,80']);
    expect(sessions).toMatchObject([
      {
        isSameBy: 'sequence-number',
        client: { near: { host: '192.168.10.2' }, far: { host: '203.0.113.1' } },
        server: null,
        lines: [
          {
            from: 'client',
            sent: 'PORT 192,168,10,2,195,80',
            received: 'PORT 203,0,113,1,195,80',
            shiftBytes: -1,
          },
        ],
        shiftBytes: { client: -1, server: 0 },
        sequence: { client: null, server: null },
      },
    ]);
  });

  test('without it, addresses change and words do not', async ({ build }) => {
    const world = await build({ client: 'nat' });
    const { sessions } = await seenFromBothSides(world, '192.0.2.2', ['PORT 192,168,10,2,195,80']);
    expect(sessions).toMatchObject([
      { client: { near: { host: '192.168.10.2' } }, lines: [], shiftBytes: { client: 0 } },
    ]);
  });

  test("on the server's side: the 227 that the server sends is not the one that the client gets", async ({ build }) => {
    const world = await build({ server: 'nat', forwarded: [21], ftpHelper: ['serverRouter'] });
    const says = ['227 Entering Passive Mode (10,20,0,2,156,65).'];
    const { sessions } = await seenFromBothSides(world, '203.0.113.2', says);
    expect(sessions[0]?.server).toMatchObject({ near: { host: '203.0.113.2' }, far: { host: '10.20.0.2' } });
    expect(sessions[0]?.lines).toContainEqual(
      expect.objectContaining({
        from: 'server',
        sent: '227 Entering Passive Mode (10,20,0,2,156,65).',
        received: '227 Entering Passive Mode (203,0,113,2,156,65).',
        shiftBytes: 2,
      }),
    );
  });
});
