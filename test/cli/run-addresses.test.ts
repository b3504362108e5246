import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/cli/diagnose.ts';
import { runAddresses } from '../../src/cli/run-addresses.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { ProbeOptions } from '../../src/probe/options.ts';
import { FakeFtpServer } from '../support/fake-ftp-server.ts';
import { FakeNet } from '../support/fake-net.ts';
import { defaultOptions } from '../support/probe-fake.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const working = '203.0.113.2';
const silent = '203.0.113.9';

/** A name with one address at which a server works, and one from which nothing comes. */
async function runName(addresses: readonly string[], options: Partial<ProbeOptions> = {}, signal?: AbortSignal) {
  const clock = new VirtualClock();
  const server = new FakeFtpServer();
  const net = new FakeNet({ clock, rttMs: 40, servers: [server], names: { 'ftp.example.com': addresses } });
  server.net = net;
  const all = { ...defaultOptions, host: 'ftp.example.com', ...options };
  const observer = { progress: () => undefined };
  return clock.drive(runAddresses(net, all, observer, signal ?? new AbortController().signal));
}

const connectOf = ({ sessions }: Evidence) => sessions[0]?.steps.connect.status;

describe('runAddresses', () => {
  test('tries every address on its own, in the order of the name', async () => {
    const runs = await runName([working, silent]);
    expect(runs.map(connectOf)).toEqual(['ok', 'failed']);
  });

  test('keeps all addresses together within one total time', async () => {
    const runs = await runName([silent, silent, working], { totalTimeoutMs: 12_000 });
    expect(runs.map(connectOf)).toEqual(['failed', 'failed']);
    expect(runs.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeLessThanOrEqual(12_500);
  });

  test('goes to no further address once it is interrupted', async () => {
    const runs = await runName([silent, working], {}, AbortSignal.abort());
    expect(runs.map(({ ended }) => ended)).toEqual(['interrupted']);
  });

  test('a name without addresses is one run that says so', async () => {
    const runs = await runName([], { host: 'nowhere.example' });
    expect(runs.map(({ resolve }) => resolve.status)).toEqual(['failed']);
  });
});

describe('diagnose', () => {
  test('the worst address makes the report, and the others are in it', async () => {
    const report = diagnose(await runName([working, silent]));
    expect(report.verdict).toMatchObject({ status: 'failed', rule: 'control-port-filtered' });
    expect(report.others.map(({ address, verdict }) => [address, verdict.status])).toEqual([[working, 'ok']]);
    expect(report.target.addresses.map(({ address, status }) => [address, status])).toEqual([
      [working, 'used'],
      [silent, 'failed'],
    ]);
  });
});
