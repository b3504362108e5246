import { AddressPseudonyms } from '../../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import type { Redactions } from '../../../../src/ingest/redact/redactions.ts';
import type { Speaker } from '../../../../src/ingest/redact/text/command-in.ts';
import { TextRedactor } from '../../../../src/ingest/redact/text-redactor.ts';

export const nothing: Redactions = { ips: false, hosts: false, users: false, files: false };
export const everything: Redactions = { ips: true, hosts: true, users: true, files: true };

interface Settings extends Partial<Redactions> {
  readonly speaker?: Speaker;
  readonly keepsLength?: boolean;
}

/** What becomes of these lines, once all of them are known; nothing but passwords is replaced unless said. */
export function redactLines(
  lines: readonly string[],
  { speaker = 'log', keepsLength = false, ...redactions }: Settings = {},
): readonly string[] {
  const addresses = new AddressPseudonyms(keepsLength);
  const redactor = new TextRedactor({ redactions: { ...nothing, ...redactions }, addresses });
  for (const line of lines) redactor.learn(line, speaker);
  return lines.map(line => redactor.redact(line, speaker, { keepsLength }));
}
