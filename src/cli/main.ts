import { CommanderError } from 'commander';
import { exitCodes } from './exit-code.ts';
import { Interrupted } from './interrupted.ts';
import { OutputError } from './output.ts';
import { runProgram } from './program.ts';
import { commanderProblem, isUsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/** What a thrown error ends the command with, said on stderr in one line. The only catch: what is expected is data. */
function endWith(error: unknown): number {
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
  if (error instanceof CommanderError || isUsageError(error)) {
    warn(error instanceof CommanderError ? commanderProblem(error) : error.message);
    return exitCodes.usage;
  }
  warn(error instanceof OutputError ? error.message : `internal error, please report it: ${inspected(error)}`);
  return exitCodes.inconclusive;
}

/** The stack, and not the error's fields, which may hold what nobody is to read. */
function inspected(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// An error outside of every promise would end Node with 1, which monitors read as a warning about the server.
process.on('uncaughtException', error => process.exit(endWith(error)));

runProgram(process.argv.slice(2))
  .catch(endWith)
  // Sockets of a peer that never lets go must not keep the process alive.
  .then(code => process.exit(code));
