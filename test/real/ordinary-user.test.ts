import { beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/core/connection.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import { stepsOf } from '../../src/core/steps.ts';
import type { Report } from '../../src/report/report.ts';
import { checkCommandFor } from '../lab/run/check-command.ts';
import { withStanding } from '../lab/run/standing.ts';
import type { LabScenario } from '../lab/scenario.ts';
import { healthy } from '../lab/scenarios/healthy-label.ts';
import { runIn } from '../support/real-server/place.ts';
import { whyNot } from '../support/real-server/requirement.ts';

const reason = whyNot('lab', 'vsftpd', 'delay-line');

/** The last router in front of the server rejects what goes to its passive ports; active mode works. */
const scenario: LabScenario = {
  name: 'as-nobody',
  title: 'What an ordinary user is told',
  path: {
    transit: true,
    rttMs: 10,
    firewall: {
      serverRouter: {
        forward: ['ct state established,related accept', 'tcp dport 40000-40100 reject with icmpx admin-prohibited'],
      },
    },
  },
  server: { program: 'vsftpd' },
  options: ['--trace'],
  rights: 'none',
  label: healthy,
};

describe.skipIf(reason !== null)(`as nobody${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let evidence: Evidence;
  let serverRouter: string;
  let of: (role: Connection['role'], opener: Connection['opener']) => readonly Connection[];

  beforeAll(async () => {
    await withStanding(scenario, new AbortController().signal, async standing => {
      const { program, words, stdin } = checkCommandFor(scenario, standing);
      const ended = await runIn(standing.world.host('client'), program, words, { stdin });
      const report: Report = JSON.parse(ended.stdout);
      evidence = report.evidence;
    });
    serverRouter = '203.0.113.2';
    of = (role, opener) => evidence.connections.filter(one => one.role === role && one.opener === opener);
  }, 60_000);

  test('no packet is recorded', () => {
    expect(evidence.capture?.by ?? 'none').toBe('none');
  });

  test('TCP_INFO tells the round trip and the MTU of the control connections', () => {
    for (const { kernel } of of('control', 'client')) {
      expect(kernel).toMatchObject({ pathMtu: 1500, announcedMss: 1448, retransmits: 0 });
      expect(kernel?.minRttMs).toBeGreaterThanOrEqual(10);
      expect(kernel?.minRttMs).toBeLessThan(60);
    }
  });

  test("the server's SYN came over three routers", () => {
    const arrived = of('data', 'server');
    expect(arrived.length).toBeGreaterThan(0);
    for (const { peerSyn } of arrived) {
      expect(peerSyn).toMatchObject({ hops: 3, mss: 1460, options: ['mss', 'sack', 'timestamps', 'nop', 'wscale'] });
    }
  });

  test('the ICMP message to the passive connection is told with its sender', () => {
    // Those of the modes: for later ones, the router may have used up the messages that it sends within a second.
    const rejected = of('data', 'client').slice(0, 2);
    for (const { icmp } of rejected) expect(icmp).toMatchObject({ from: serverRouter, version: 4, type: 3, code: 13 });
  });

  test('--trace tells every router, and the one that rejects', () => {
    const steps = stepsOf(evidence);
    const { 'path-trace.control': control, 'path-trace.port': port } = steps;
    if (control.status !== 'ok' || port.status !== 'ok') throw new Error('there is no trace');
    const [first, second, third, last] = control.value.hops;
    expect([first, second, third, last].map(hop => hop?.answer)).toEqual([
      'time-exceeded',
      'time-exceeded',
      'time-exceeded',
      'syn-ack',
    ]);
    expect(third?.from).toBe(serverRouter);
    expect(port.value.hops.at(-1)).toMatchObject({ ttl: 4, answer: 'unreachable', from: serverRouter, code: 13 });
  });
});
