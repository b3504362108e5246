import { statSync } from 'node:fs';
import type { Place } from '../../support/real-server/place.ts';
import { canChangeUser } from '../servers/rights.ts';

/** A program and what follows it. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
}

const nobody = 65_534;

/**
 * The command that starts another one in a place where this process is root, without any of root's rights: as whoever
 * the file belongs to, who can read what is beside it, or as nobody where that is root. In a user namespace that knows
 * no user but root it stays root by name, and can do no more than the ordinary user who made the namespace.
 */
export function asOrdinaryUser(place: Place, { program, words }: Command, file: string): Command {
  const id = statSync(file).uid || nobody;
  const user = canChangeUser(place) ? [`--reuid=${id}`, `--regid=${id}`, '--clear-groups'] : [];
  // What the bounding set lacks no program that is started can have, not even root's. A program's file may have
  // capabilities of its own: then it is not started at all, unless it is told to go without.
  const rights = ['--inh-caps=-all', '--bounding-set=-all', '--no-new-privs'];
  return { program: 'setpriv', words: [...user, ...rights, program, ...words] };
}
