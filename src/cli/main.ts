import { CommanderError } from 'commander';
import { exitCodes } from './exit-code.ts';
import { Interrupted } from './interrupted.ts';
import { runProgram } from './program.ts';
import { commanderProblem, isUsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/** Each bundle has a class of its own by this name, so the name decides. */
function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

/** What a thrown error ends the command with, said on stderr in one line. The only catch: what is expected is data. */
function endWith(error: unknown): number {
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
  if (error instanceof CommanderError || isUsageError(error)) {
    warn(error instanceof CommanderError ? commanderProblem(error) : error.message);
    return exitCodes.usage;
  }
  warn(`internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitCodes.inconclusive;
}

// An error outside of every promise would end Node with 1, which monitors read as a warning about the server.
process.on('uncaughtException', error => process.exit(endWith(error)));

runProgram(process.argv.slice(2))
  .catch(endWith)
  // Sockets of a peer that never lets go must not keep the process alive.
  .then(code => process.exit(code));
