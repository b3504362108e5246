import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { commanderProblem } from '../../src/cli/usage-error.ts';

const problem = (message: string) => commanderProblem(new CommanderError(1, 'code', message));

test.each([
  ["error: unknown option '--jsno'\n(Did you mean --json?)", "unknown option '--jsno' (Did you mean --json?)"],
  ["error: missing required argument 'TARGET'", 'no TARGET is given: name a host, as in ftpdiag ftp.example.com'],
])('%j is said in one line', (message, said) => {
  expect(problem(message)).toBe(said);
});

test.each([
  "error: unknown option '--password=s3cret'",
  "error: unknown option '--password=s3cr'et'",
  "error: unknown option '-ps3cret'",
])('%s keeps what may be a password to itself', message => {
  expect(problem(message)).toMatch(/use --password-stdin/);
  expect(problem(message)).not.toMatch(/s3cr/);
});
