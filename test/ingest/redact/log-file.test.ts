import { expect, test } from 'vitest';
import { LogFile } from '../../../src/ingest/redact/log-file.ts';
import { AddressPseudonyms } from '../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import { TextRedactor } from '../../../src/ingest/redact/text-redactor.ts';
import { everything, nothing } from './support/redact-lines.ts';

interface Settings {
  readonly chunkBytes?: number;
  readonly redactions?: typeof everything;
}

async function redacted(bytes: Buffer, { chunkBytes = 7, redactions = nothing }: Settings = {}) {
  const redactor = new TextRedactor({ redactions, addresses: new AddressPseudonyms(false) });
  const log = new LogFile(async function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }, redactor);
  await log.learn();
  const pieces: Uint8Array[] = [];
  await log.redact(async piece => void pieces.push(piece));
  return { bytes: Buffer.concat(pieces), cut: log.cut, replaced: redactor.replaced };
}

test.each([
  ['LF', 'USER a\nPWD\n\n'],
  ['CR LF', 'USER a\r\nPWD\r\n'],
  ['lone CR, as a progress meter has', '0 0\r1 1\r> PWD\n'],
  ['no end', 'USER a\nPWD'],
  ['Latin-1 and UTF-8', 'caf\xe9\nUSER a\n'],
])('a log without secrets stays byte for byte: %s', async (_, text) => {
  const bytes = Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from('Befehl für\n')]);
  expect((await redacted(bytes)).bytes).toEqual(bytes);
});

test('what is told late is taken out of what came before', async () => {
  const { bytes } = await redacted(Buffer.from('530 no Lab-pw-7!x\n> PASS Lab-pw-7!x\n'));
  expect(bytes.toString()).toBe('530 no ****\n> PASS ****\n');
});

test('a password in UTF-8 is taken out whole', async () => {
  const { bytes } = await redacted(Buffer.from('> PASS pässwörd à\n< 530 pässwörd à\n'));
  expect(bytes.toString()).toBe('> PASS ****\n< 530 ****\n');
});

test.each(['utf16le', 'utf16be'] as const)('%s stays what it is', async encoding => {
  const encode = (text: string): Buffer => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    return encoding === 'utf16le' ? little : little.swap16();
  };
  expect((await redacted(encode('> PASS sécret\r\n< 230 ok\r\n'))).bytes).toEqual(
    encode('> PASS ****\r\n< 230 ok\r\n'),
  );
});

test('what curl’s traces show of a password beyond a line goes too', async () => {
  const long = `${'Lab-pw-7!x'.repeat(7)}`;
  const dump = [`=> Send header, 77 bytes (0x4d)`, `0000: PASS ${long.slice(0, 59)}`, `0040: ${long.slice(59)}`];
  const text = [...dump, '== Info: next', '0040: not this'].join('\n');
  expect((await redacted(Buffer.from(text))).bytes.toString().split('\n')).toEqual([
    dump[0],
    '0000: PASS ****',
    '0040: ****',
    '== Info: next',
    '0040: not this',
  ]);
});

test('bytes in hexadecimal are no hiding place', async () => {
  const text = '0000: 50 41 53 53 20 4c 61 62 2d 70 77 2d 37 21 78 0d PASS Lab-pw-7!x.\n0010: 0a .\n';
  expect((await redacted(Buffer.from(text))).bytes.toString()).toBe('0000: 50 41 53 53 20 ****\n0010: ****\n');
});

test('lines of JSON, as collectors write them, stay JSON', async () => {
  const line = JSON.stringify({ log: '---> PASS Lab-pw-7!x\n', stream: 'stderr', time: '2026-11-23T10:02:11Z' });
  const { bytes } = await redacted(Buffer.from(`${line}\n`));
  expect(JSON.parse(bytes.toString())).toMatchObject({ log: '---> PASS ****\n', stream: 'stderr' });
});

test('of a line of millions of characters only the beginning is kept, and that is told', async () => {
  const { bytes, cut } = await redacted(Buffer.from(`PWD ${'x'.repeat(3_000_000)}\nPASS a b c\n`), {
    chunkBytes: 65_536,
  });
  expect(bytes.length).toBe(65_536 + '\nPASS ****\n'.length);
  expect(bytes.toString()).toMatch(/x\nPASS \*{4}\n$/);
  expect(cut).toBe(1);
});

test('how much was replaced is told', async () => {
  const text = 'USER maria\nPASS Lab-pw-7!x\n227 (10,1,2,3,4,5)\nRETR a.txt\nto 10.1.2.3 and 10.1.2.4, ftp.acme.com\n';
  expect((await redacted(Buffer.from(text), { redactions: everything })).replaced).toEqual({
    passwords: 1,
    addresses: 2,
    hosts: 1,
    users: 1,
    files: 1,
  });
});
