import { Interrupted } from '../../../src/cli/interrupted.ts';
import type { Report } from '../../../src/report/report.ts';
import { type Finished, runIn } from '../../support/real-server/place.ts';
import type { LabScenario } from '../scenario.ts';
import { checkCommandFor } from './check-command.ts';
import { differences } from './differences.ts';
import { judge } from './judge.ts';
import { problemOf } from './problem-of.ts';
import type { ScenarioResult } from './result.ts';
import { type Standing, withStanding } from './standing.ts';

/** Twice what a check takes at most by itself. */
const longestCheckMs = 120_000;

/**
 * Builds a scenario, checks it with the built program, of which `checker` is the start script, and judges the answer.
 * Rejects with {@link Interrupted} alone.
 */
export async function runScenario(
  scenario: LabScenario,
  signal: AbortSignal,
  checker?: string,
): Promise<ScenarioResult> {
  try {
    return await withStanding(scenario, signal, standing => checkScenario(scenario, standing, checker));
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return { outcome: 'broken', scenario, problem: problemOf(error) };
  }
}

async function checkScenario(scenario: LabScenario, standing: Standing, checker?: string): Promise<ScenarioResult> {
  const { program, words, stdin } = checkCommandFor(scenario, standing, checker);
  const finished = await runIn(standing.world.host('client'), program, words, {
    stdin,
    env: checkEnvironment(),
    limitMs: longestCheckMs,
  });
  const report = reportOf(finished);
  const judgement = judge(scenario.label, report);
  return {
    outcome: 'answered',
    scenario,
    report,
    judgement,
    differences: differences(scenario.label, report, judgement),
    tookMs: finished.tookMs,
    serverLog: standing.server.log(),
  };
}

/** Nothing of the machine or of the person at it may change an answer. */
function checkEnvironment(): NodeJS.ProcessEnv {
  const { NODE_EXTRA_CA_CERTS: _authorities, FTPDIAG_PASSWORD: _password, ...rest } = process.env;
  return { ...rest, NETRC: '/dev/null' };
}

function reportOf({ stdout, stderr, exitCode, cut }: Finished): Report {
  if (cut) throw new Error(`the check was still running after ${longestCheckMs / 1_000} s`);
  try {
    const report: Report = JSON.parse(stdout);
    return report;
  } catch {
    throw new Error(`the check ended with ${exitCode} and no report: ${stderr.trim() || 'it said nothing'}`);
  }
}
