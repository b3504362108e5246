/** The person at the terminal gave up before there was anything to report. Ends the command with exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
