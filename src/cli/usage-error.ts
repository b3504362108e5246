import type { CommanderError } from 'commander';

/** Wrong usage: the message says in one line what is wrong and what would be right. Ends the command with exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Each bundle has a class of its own, so the name tells and not the class. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

const secretly =
  'a password in the command line can be seen by others: use --password-stdin, --password-file or FTPDIAG_PASSWORD';

const rightUsage: Readonly<Record<string, string>> = {
  "missing required argument 'TARGET'": 'no TARGET is given: name a host, as in ftpdiag ftp.example.com',
  "missing required argument 'topic'": 'no topic is given: name a finding or a code, as in ftpdiag explain 425',
  "unknown option '--password'": secretly,
  "unknown option '-p'": secretly,
};

/** What commander found wrong, in one line and with what would be right. */
export function commanderProblem({ message }: CommanderError): string {
  const problem = message
    .replace(/^error: /, '')
    // Not the value: `--password=…` is no option, and what stands behind it is nobody's business.
    .replace(/^unknown option '(--[^=']+|-[^-'])[\s\S]*'(?=\n\(Did you mean|$)/, "unknown option '$1'")
    .replace(/\s*\n\s*/g, ' ');
  const right = rightUsage[problem];
  if (right !== undefined) return right;
  return problem.includes('Did you mean') ? problem : `${problem}: ftpdiag --help and ftpdiag check --help tell more`;
}
