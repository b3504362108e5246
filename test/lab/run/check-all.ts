import type { LabScenario } from '../scenario.ts';
import { whyNotBuilt } from './not-here.ts';
import type { ScenarioResult } from './result.ts';
import { runScenario } from './run-scenario.ts';
import { sideBySide } from './side-by-side.ts';

/** Runs scenarios beside each other; `onEnd` hears of each as it ends. Rejects with {@link Interrupted} alone. */
export function checkAll(
  scenarios: readonly LabScenario[],
  { jobs, checker }: { readonly jobs: number; readonly checker?: string },
  signal: AbortSignal,
  onEnd: (result: ScenarioResult) => void,
): Promise<ScenarioResult[]> {
  return sideBySide(scenarios, jobs, async scenario => {
    const reason = whyNotBuilt(scenario);
    const result: ScenarioResult =
      reason === null ? await runScenario(scenario, signal, checker) : { outcome: 'skipped', scenario, reason };
    onEnd(result);
    return result;
  });
}
