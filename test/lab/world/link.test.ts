import { expect } from 'vitest';
import { whyNot } from '../../support/real-server/requirement.ts';
import { describeInWorlds, titled } from './describe-in-worlds.ts';
import { talk } from './tcp-probe.ts';
import { countAnswers } from './udp-probe.ts';

const longLine = 'x'.repeat(8_000);

describeInWorlds('the link between the routers', test => {
  test.for([4, 6] as const)('is as narrow as planned, and IPv%d finds out', async (family, { build }) => {
    const world = await build({ family, mtu: 1300 });
    const { heard } = await talk(world.host('client'), world.addresses.server, 21, { says: [longLine] });
    expect(heard).toEqual([longLine]);
  });

  test.for([4, 6] as const)(
    'is a black hole for large packets where ICMP is filtered, over IPv%d',
    async (family, { build }) => {
      const world = await build({ family, mtu: 1300, filtersIcmp: true });
      const from = world.host('client');
      const { server } = world.addresses;
      const [short, long] = await Promise.all([
        talk(from, server, 21, { says: ['short'] }),
        talk(from, server, 21, { says: [longLine], limitMs: 1500 }),
      ]);
      expect(short).toMatchObject({ heard: ['short'] });
      expect(long).toMatchObject({ outcome: 'open', heard: [] });
    },
  );

  test('has no room for IPv6 when it is narrower than IPv6 may be', async ({ build }) => {
    await expect(build({ family: 6, mtu: 1200 })).rejects.toThrow('1280');
    const world = await build({ mtu: 1200 });
    expect(await talk(world.host('client'), '2001:db8:2::2', 21)).toMatchObject({ outcome: 'silent' });
  });

  test('loses what is planned of all packets, each way', async ({ build }) => {
    const world = await build({ lossPercent: 40 });
    const answers = await countAnswers(world.host('client'), world.host('server'), world.addresses.server, 200);
    // 72 are expected, 120 if it were one way only; a standard deviation is 7.
    expect(answers).toBeGreaterThan(36);
    expect(answers).toBeLessThan(108);
  });

  test('forgets idle connections', async ({ build }) => {
    const world = await build({ idleTimeoutS: 1 });
    const from = world.host('client');
    const { server } = world.addresses;
    const [busy, idle] = await Promise.all([
      talk(from, server, 21, { says: ['a', 'b', 'c', 'd', 'e'], pauseMs: 400, limitMs: 4000 }),
      talk(from, server, 21, { says: ['hello'], pauseMs: 2000, limitMs: 4000 }),
    ]);
    expect(busy).toMatchObject({ heard: ['a', 'b', 'c', 'd', 'e'] });
    expect(idle).toMatchObject({ outcome: 'open', heard: [] });
  });

  const noDelay = whyNot('delay-line');
  test.skipIf(noDelay !== null).for([4, 6] as const)(
    titled('takes its time over IPv%d', noDelay),
    async (family, { build }) => {
      const world = await build({ family, rttMs: 80, mtu: 1400 });
      const from = world.host('client');
      const { connectMs, heard } = await talk(from, world.addresses.server, 21, { says: [longLine], limitMs: 3000 });
      expect(heard).toEqual([longLine]);
      expect(connectMs).toBeGreaterThanOrEqual(80);
      // Two round trips would be 160, and a machine may be busy.
      expect(connectMs).toBeLessThan(400);
    },
  );
});
