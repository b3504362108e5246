import type { Evidence, Trial } from '../../../src/core/evidence.ts';
import { type FakeProbe, type FakeRun, probeFake } from '../../support/probe-fake.ts';

/** Runs the probe with the experiments that are usual. */
export function probeUsual({ options, ...run }: FakeRun = {}): Promise<FakeProbe> {
  return probeFake({ ...run, options: { followUps: 'usual', ...options } });
}

/** The names of the experiments that were run, in the order of the evidence. */
export function experimentsIn({ trials, observations = [] }: Evidence): readonly string[] {
  const followUps = trials.filter(({ purpose }) => purpose === 'follow-up');
  return [...followUps, ...observations].map(({ id }) => id);
}

/** A follow-up trial by its id. */
export function trialOf({ trials }: Pick<Evidence, 'trials'>, id: string): Trial {
  const found = trials.find(trial => trial.id === id);
  if (found === undefined) throw new Error(`there is no trial ${id}, but ${trials.map(trial => trial.id)}`);
  return found;
}
