import { secretVerb } from '../../ftp/redact.ts';
import type { LineRedactor } from '../redact/capture/stream-redactor.ts';

/** Commands of which the argument is a secret; the same that a transcript masks. */
const secretCommand = new RegExp(`^((?:\\xff[\\xf0-\\xff].?)*\\s*(?:${secretVerb.source})\\s)(.*)$`, 'is');

/** Puts asterisks in place of the arguments of PASS and its like, and of the secrets wherever a line repeats them. */
export function secretCutter(secrets: readonly string[]): LineRedactor {
  const scrub = secretScrubber(secrets);
  return {
    redact(line, speaker) {
      const [, command, argument] = (speaker === 'client' && secretCommand.exec(line)) || [];
      return command === undefined || argument === undefined ? scrub(line) : command + '*'.repeat(argument.length);
    },
  };
}

/** Puts asterisks in place of the secrets in bytes that are read as Latin-1, the longest first. */
export function secretScrubber(secrets: readonly string[]): (text: string) => string {
  const asSent = secrets
    .filter(secret => secret !== '')
    .map(secret => Buffer.from(secret).toString('latin1'))
    .toSorted((one, other) => other.length - one.length);
  return text => asSent.reduce((rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)), text);
}
