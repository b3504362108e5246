import type { Evidence } from '../../src/core/evidence.ts';
import { modeCommands } from '../../src/core/evidence.ts';
import { type Steps, stepsOf } from '../../src/core/steps.ts';
import type { ProbeOptions } from '../../src/probe/options.ts';
import { runProbe } from '../../src/probe/run.ts';
import type { FakeFtpBehaviour } from './fake-ftp-behaviour.ts';
import { FakeFtpServer } from './fake-ftp-server.ts';
import { type FakeHops, FakeNet, type FakeServer } from './fake-net.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a run gives when nobody asks for anything special. */
export const defaultOptions: ProbeOptions = {
  host: '203.0.113.2',
  port: 21,
  tls: 'off',
  user: 'anonymous',
  password: 'ftpdiag@example.com',
  path: '',
  family: null,
  address: null,
  modes: modeCommands,
  sourceAddress: null,
  activeAddress: null,
  activePorts: null,
  cacert: null,
  insecure: false,
  followUps: 'none',
  trace: false,
  idleMs: 0,
  connectTimeoutMs: 10_000,
  totalTimeoutMs: 60_000,
};

export interface FakeRun {
  readonly behaviour?: FakeFtpBehaviour;
  readonly options?: Partial<ProbeOptions>;
  readonly rttMs?: number;
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly clientAddress?: string;
  readonly hops?: FakeHops;
  /** Further hosts, such as the server behind another address of its own. */
  readonly others?: (server: FakeFtpServer) => readonly FakeServer[];
  /** Aborts the run after so many milliseconds. */
  readonly interruptAfterMs?: number;
}

/** What came of a run, and what the server and the network saw of it. */
export interface FakeProbe {
  readonly evidence: Evidence;
  readonly steps: Steps;
  readonly server: FakeFtpServer;
  readonly net: FakeNet;
}

/** Runs the probe against a fake server in virtual time. */
export async function probeFake(run: FakeRun = {}): Promise<FakeProbe> {
  const clock = new VirtualClock();
  const server = new FakeFtpServer(run.behaviour);
  const net = new FakeNet({
    clock,
    rttMs: run.rttMs ?? 40,
    servers: [server, ...(run.others?.(server) ?? [])],
    ...(run.names === undefined ? {} : { names: run.names }),
    ...(run.clientAddress === undefined ? {} : { clientAddress: run.clientAddress }),
    ...(run.hops === undefined ? {} : { hops: run.hops }),
  });
  server.net = net;
  const abort = new AbortController();
  if (run.interruptAfterMs !== undefined) clock.after(run.interruptAfterMs, () => abort.abort());
  const observer = { progress: () => undefined };
  const evidence = await clock.drive(runProbe(net, { ...defaultOptions, ...run.options }, observer, abort.signal));
  return { evidence, steps: stepsOf(evidence), server, net };
}
