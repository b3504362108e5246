import { describe, expect, test } from 'vitest';
import { whyNoRoundTripTime } from './requirement.ts';
import { talk } from './tcp-probe.ts';
import { useWorlds } from './use-worlds.ts';

const longLine = 'x'.repeat(8_000);
const noTun = whyNoRoundTripTime();

describe('the link between the routers', () => {
  const build = useWorlds();

  test.each([4, 6] as const)('is as narrow as planned, and IPv%d finds out', async family => {
    const world = await build({ family, mtu: 1300 });
    const { heard } = await talk(world.host('client'), world.addresses.server, 21, { says: [longLine] });
    expect(heard).toEqual([longLine]);
  });

  test.each([4, 6] as const)('is a black hole for large packets where ICMP is filtered, over IPv%d', async family => {
    const world = await build({ family, mtu: 1300, filtersIcmp: true });
    const from = world.host('client');
    const { server } = world.addresses;
    expect(await talk(from, server, 21, { says: ['short'] })).toMatchObject({ heard: ['short'] });
    expect(await talk(from, server, 21, { says: [longLine], limitMs: 1000 })).toMatchObject({
      outcome: 'open',
      heard: [],
    });
  });

  test('loses as many packets as planned, in both directions', async () => {
    const world = await build({ lossPercent: 20 });
    const { server } = world.addresses;
    expect(server).toBe('192.0.2.2');
  });

  test('forgets idle connections', async () => {
    const world = await build({ idleTimeoutS: 1 });
    const from = world.host('client');
    const { server } = world.addresses;
    const busy = await talk(from, server, 21, { says: ['hello'], pauseMs: 300, limitMs: 2500 });
    expect(busy.heard).toEqual(['hello']);
    const idle = await talk(from, server, 21, { says: ['hello'], pauseMs: 2000, limitMs: 3000 });
    expect(idle).toMatchObject({ outcome: 'open', heard: [] });
  });

  test.skipIf(noTun !== null)(`takes its time${noTun === null ? '' : ` (skipped: ${noTun})`}`, async () => {
    const world = await build({ rttMs: 80 });
    const { connectMs } = await talk(world.host('client'), world.addresses.server, 21);
    expect(connectMs).toBeGreaterThanOrEqual(80);
    expect(connectMs).toBeLessThan(160);
  });
});
