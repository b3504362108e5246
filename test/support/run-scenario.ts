import { analyze } from '../../src/analysis/analyze.ts';
import type { Diagnosis } from '../../src/core/diagnosis.ts';
import type { Scenario } from '../../src/lab/scenario.ts';
import { stageScenario } from '../../src/lab/stage-scenario.ts';
import { createNodeNet } from '../../src/net/node-net.ts';
import type { ProbeOptions } from '../../src/probe/options.ts';
import { runProbe } from '../../src/probe/run.ts';
import { rules } from '../../src/rules/index.ts';
import { defaultOptions } from './probe-fake.ts';

/** Runs a whole check against a scenario of the embedded server, over real sockets. */
export async function runScenario(scenario: Scenario, options: Partial<ProbeOptions> = {}): Promise<Diagnosis> {
  const staged = await stageScenario(scenario, createNodeNet());
  try {
    const { net, host, port, tls, user, password, cacert } = staged;
    const observer = { progress: () => undefined };
    const all = { ...defaultOptions, followUps: 'usual' as const, host, port, tls, user, password, cacert, ...options };
    return analyze(await runProbe(net, all, observer, new AbortController().signal), rules);
  } finally {
    await staged.close();
  }
}
