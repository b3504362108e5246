import type { AnyObservation, Trial } from '../../src/core/evidence.ts';
import { type Outcome, skipped } from '../../src/core/outcome.ts';
import { experimentFamilies, observationSteps } from '../../src/core/steps.ts';
import { activeStepOrder } from '../../src/probe/active-trial.ts';
import { passiveStepOrder } from '../../src/probe/passive-trial.ts';

type Steps = Readonly<Record<string, Outcome<unknown>>>;

/** The follow-up trials that flat steps such as `control-address.connect` tell of; what they leave open was not reached. */
export function followUpTrials(steps: Steps): readonly Trial[] {
  return Object.entries(experimentFamilies).flatMap(([id, family]) => {
    const own = stepsOf(id, steps, family === 'passive' ? passiveStepOrder : activeStepOrder);
    if (own === null) return [];
    const command = family === 'active' ? 'PORT' : id === 'advertised-address' ? 'EPSV' : 'PASV';
    return [
      { id, family, command, purpose: 'follow-up', why: 'a scenario', session: 5, steps: own } as unknown as Trial,
    ];
  });
}

/** The observations that flat steps such as `closed-port.connect` tell of. */
export function observationsIn(steps: Steps, host: string): readonly AnyObservation[] {
  return Object.entries(observationSteps).flatMap(([id, order]) => {
    const own = stepsOf(id, steps, order);
    if (own === null) return [];
    const to = { host, port: id === 'closed-port' ? 61_613 : 21 };
    return [{ id, why: 'a scenario', to, steps: own } as unknown as AnyObservation];
  });
}

function stepsOf(id: string, steps: Steps, order: readonly string[]): Record<string, Outcome<unknown>> | null {
  if (!order.some(step => steps[`${id}.${step}`] !== undefined)) return null;
  const rest = skipped('not-requested', 'not part of the scenario');
  return Object.fromEntries(order.map(step => [step, steps[`${id}.${step}`] ?? rest]));
}
