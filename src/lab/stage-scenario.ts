import type { TlsMode } from '../core/evidence.ts';
import type { Net } from '../net/net.ts';
import { type Disguise, ipv4Disguise, ipv6Disguise } from './disguise.ts';
import { disguiseNet } from './disguised-net.ts';
import type { Scenario } from './scenario.ts';
import { startServer } from './server.ts';

/** A scenario that runs, and how a check has to go about it. */
export interface StagedScenario {
  readonly net: Net;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly user: string;
  readonly password: string;
  /** The authority to trust, PEM; null without TLS. */
  readonly cacert: string | null;
  /** The commands that the server has received; without the argument of PASS. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

function disguiseOf({ family = 4, client, behaviour }: Scenario): Disguise {
  const usual = family === 6 ? ipv6Disguise : ipv4Disguise;
  const controlPort = behaviour.tls?.mode === 'implicit' ? 990 : 21;
  return { ...usual, client: client ?? usual.client, controlPort };
}

/** Starts a scenario's server on loopback, and gives the network through which it looks like one on the Internet. */
export async function stageScenario(scenario: Scenario, net: Net): Promise<StagedScenario> {
  const disguise = disguiseOf(scenario);
  const server = await startServer(scenario.behaviour, { host: scenario.family === 6 ? '::1' : '127.0.0.1', disguise });
  return {
    tls: 'auto',
    user: 'anonymous',
    password: 'ftpdiag@example.com',
    ...scenario.options,
    net: disguiseNet(net, server, disguise),
    host: disguise.name,
    port: disguise.controlPort,
    cacert: server.caPem,
    log: server.log,
    close: () => server.close(),
  };
}
