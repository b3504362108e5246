import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { learnJson, redactJson } from '../../../src/ingest/redact/json-redactor.ts';
import { AddressPseudonyms } from '../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import type { Redactions } from '../../../src/ingest/redact/redactions.ts';
import { TextRedactor } from '../../../src/ingest/redact/text-redactor.ts';
import { everything, nothing } from './support/redact-lines.ts';

function redacted(json: string, redactions: Redactions): string {
  const redactor = new TextRedactor({ redactions, addresses: new AddressPseudonyms(false) });
  learnJson(json, redactor);
  return redactJson(json, redactor);
}

test('nothing but strings is changed, and of these only values', () => {
  const json = '{ "10.1.2.3":1.50,\n\t"host" : "10.1.2.3", "list":["10.1.2.3", null,true , -0e1 ] }';
  expect(redacted(json, everything)).toBe(json.replaceAll(/(?<=: |\[)"10\.1\.2\.3"/g, '"10.0.0.1"'));
});

test('what has the key of a password is one, and how a password was sent is none', () => {
  const json = '{"password":"Lab-pw-7!x","text":"said Lab-pw-7!x","login":{"password":"clear"}}';
  expect(redacted(json, nothing)).toBe('{"password":"****","text":"said ****","login":{"password":"clear"}}');
});

test('users, hosts and paths are known by their keys', () => {
  const json = '{"user":"maria","host":"fileserver","path":"reports","text":"maria has fileserver:reports"}';
  expect(redacted(json, everything)).not.toMatch(/maria|fileserver|reports/);
});

test('escapes are read, and written where they are needed', () => {
  expect(redacted('{"text":"PASS \\u004cab-pw\\"7!x","more":"a\\nLab-pw\\"7!x \\u00e9"}', nothing)).toBe(
    '{"text":"PASS ****","more":"a\\n**** é"}',
  );
});

test('words that stand for themselves stay: ids, states, commands, texts of replies without their codes', () => {
  const json = JSON.stringify({
    schema: 'ftpdiag.report/1',
    rule: 'pasv-private-address',
    because: ['pasv.reply', 'control.connect'],
    text: 'Log in with USER and PASS first.',
    command: 'PASV',
    user: 'anonymous',
  });
  expect(redacted(json, everything)).toBe(json);
});

test('a scenario of evidence is the same but for its addresses and names', () => {
  const json = readFileSync(new URL('../../../fixtures/scenarios/healthy.json', import.meta.url), 'utf8');
  const kinds = (text: string): string => text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  expect(kinds(redacted(json, everything))).toBe(kinds(json));
});
