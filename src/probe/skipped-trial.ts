import type { ModeCommand, Trial } from '../core/evidence.ts';
import type { Outcome, skipped } from '../core/outcome.ts';

const passive = ['reply', 'connect', 'preliminary', 'tls', 'data', 'completion'] as const;
const active = ['listen', 'reply', 'accept', 'preliminary', 'tls', 'data', 'completion'] as const;

function all<Step extends string>(steps: readonly Step[], outcome: Outcome<never>): { [Id in Step]: Outcome<never> } {
  return Object.fromEntries(steps.map(step => [step, outcome])) as { [Id in Step]: Outcome<never> };
}

/** A trial that was not run: each of its steps is skipped for the same reason. */
export function skippedTrial(command: ModeCommand, outcome: ReturnType<typeof skipped>): Trial {
  const base = { id: command.toLowerCase(), purpose: 'mode', why: '', session: null } as const;
  return command === 'PASV' || command === 'EPSV'
    ? { ...base, family: 'passive', command, steps: all(passive, outcome) }
    : { ...base, family: 'active', command, steps: all(active, outcome) };
}
