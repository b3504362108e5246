import { describe, expect, test } from 'vitest';
import { whyUnavailable } from '../src/lab/availability.ts';
import { scenarios } from '../src/lab/scenarios.ts';
import { runScenario } from './support/run-scenario.ts';

const totalTimeoutMs = 15_000;
/** A silent greeting alone takes 20 s; the scenarios run beside each other. */
const longestMs = 60_000;
const unavailable = new Map(
  await Promise.all(scenarios.map(async one => [one.name, await whyUnavailable(one)] as const)),
);

/** Skips what this machine cannot show, with the reason in the name. */
const scenarioTest = (name: string) => (unavailable.get(name) === null ? test.concurrent : test.concurrent.skip);

describe('the embedded server, checked over real sockets', () => {
  for (const scenario of scenarios.filter(({ kind }) => kind === 'fault')) {
    const why = unavailable.get(scenario.name);
    scenarioTest(scenario.name)(
      `${scenario.name}: ${scenario.title}${why ? ` (skipped: ${why})` : ''}`,
      async () => {
        const { verdict } = await runScenario(scenario);
        const { status, cause, side, rule } = verdict;
        expect({ status, cause, side, rule }).toEqual(scenario.expect);
      },
      longestMs,
    );
  }
});

describe('hostile peers', () => {
  for (const scenario of scenarios.filter(({ kind }) => kind === 'hostile')) {
    scenarioTest(scenario.name)(
      `${scenario.name} gets a verdict in time, and evidence that stays small`,
      async () => {
        const { verdict, evidence } = await runScenario(scenario, { totalTimeoutMs });
        expect(verdict.summary).not.toBe('');
        expect(evidence.durationMs).toBeLessThanOrEqual(totalTimeoutMs + 500);
        expect(JSON.stringify(evidence).length).toBeLessThan(1_000_000);
        if (scenario.expect?.status === 'ok') expect(verdict.status).toBe('ok');
      },
      longestMs,
    );
  }
});
