import type { ModeCommand, Trial } from '../../core/evidence.ts';
import { activeAttempt } from './active-attempt.ts';
import type { Attempt } from './attempts.ts';
import type { ConnectionBook } from './connection-book.ts';
import { notInSource } from './outcomes.ts';
import { passiveAttempt } from './passive-attempt.ts';
import type { Surroundings } from './transfer-steps.ts';

/** So many further tries at passive ports are kept: enough to see which part of a range is open. */
const mostSamples = 40;

/**
 * The trials of one session: of each mode the first try that broke, or else the first one; further passive tries show
 * further ports.
 */
export function trialsOf(
  attempts: readonly Attempt[],
  session: number,
  book: ConnectionBook,
  surroundings: Surroundings,
): readonly Trial[] {
  const tried = attempts.map(attempt => trialOf(attempt, session, book, surroundings));
  const modes = new Map<ModeCommand, Trial>();
  for (const trial of tried) {
    const known = modes.get(trial.command);
    if (known === undefined || (!isBroken(known) && isBroken(trial))) modes.set(trial.command, trial);
  }
  const chosen = new Set(modes.values());
  const samples = tried.filter(trial => !chosen.has(trial) && trial.family === 'passive').slice(0, mostSamples);
  return [
    ...chosen,
    ...samples.map((trial, index): Trial => {
      const id = `more-ports-${session === 1 ? '' : `${session}-`}${index + 1}`;
      return { ...trial, id, purpose: 'follow-up', why: 'a further transfer of the same session' };
    }),
  ];
}

function trialOf(attempt: Attempt, session: number, book: ConnectionBook, surroundings: Surroundings): Trial {
  const { command } = attempt;
  const base = { id: command.toLowerCase(), purpose: 'mode', why: '', session } as const;
  return command === 'PASV' || command === 'EPSV'
    ? { ...base, family: 'passive', command, steps: passiveAttempt(base.id, attempt, book, surroundings) }
    : { ...base, family: 'active', command, steps: activeAttempt(base.id, attempt, book, surroundings) };
}

function isBroken({ steps }: Trial): boolean {
  return Object.values(steps).some(({ status }) => status === 'failed');
}

/** A mode that no session of the recording tried. */
export function absentTrial(command: ModeCommand): Trial {
  const base = { id: command.toLowerCase(), purpose: 'mode', why: '', session: null } as const;
  const transfer = { preliminary: notInSource, tls: notInSource, data: notInSource, completion: notInSource };
  return command === 'PASV' || command === 'EPSV'
    ? { ...base, family: 'passive', command, steps: { reply: notInSource, connect: notInSource, ...transfer } }
    : {
        ...base,
        family: 'active',
        command,
        steps: { listen: notInSource, reply: notInSource, accept: notInSource, ...transfer },
      };
}
