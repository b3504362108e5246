/** Wrong usage: the message says in one line what is wrong and what would be right. Ends the command with exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
