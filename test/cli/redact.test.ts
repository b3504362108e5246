import { linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { redactedName } from '../../src/cli/redacted-file.ts';
import { runCli } from '../support/run-cli.ts';

const sample = new URL('../../fixtures/samples/server-nat-private-227-vsftpd/', import.meta.url).pathname;
const scratch: string[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ftpdiag-redact-'));
  scratch.push(folder);
});
afterAll(() => {
  for (const one of scratch) rmSync(one, { recursive: true });
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test.each([
  ['session.pcap', false, 'session.redacted.pcap'],
  ['logs/a.b.log', false, 'logs/a.b.redacted.log'],
  ['session.pcap.gz', true, 'session.redacted.pcap'],
  ['session.gz', true, 'session.redacted'],
  ['vsftpd', false, 'vsftpd.redacted'],
  ['.netrc', false, '.netrc.redacted'],
  ['-', false, '-'],
])('the copy of %s (in gzip: %s) is %s', (file, isGzip, name) => {
  expect(redactedName(file, isGzip)).toBe(name);
});

test('a copy is written beside the file, and one line on stderr says what was replaced', async () => {
  const log = put('client.log', '> USER maria\n> PASS Lab-pw-7!x\n< 227 (10,1,2,3,4,5)\n');
  expect(await runCli(['redact', '--ips', '--users', log])).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `ftpdiag: replaced 1 password, 1 address and 1 user name, written to ${join(folder, 'client.redacted.log')}\n`,
  });
  expect(readFileSync(join(folder, 'client.redacted.log'), 'utf8')).toBe(
    '> USER aaaaa\n> PASS ****\n< 227 (10,0,0,1,4,5)\n',
  );
});

test('standard input goes to standard output', async () => {
  const { exitCode, stdout, stderr } = await runCli(['redact', '-'], { stdin: 'PASS Lab-pw-7!x\n' });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'PASS ****\n' });
  expect(stderr).toBe('ftpdiag: replaced 1 password, written to standard output\n');
});

test('several files have the same pseudonyms, so that they are still of one session', async () => {
  const files = ['session.pcap', 'curl-pasv.log'].map(name => put(name, readFileSync(join(sample, name))));
  expect(await runCli(['redact', '--ips', '--users', '--hosts', '--files', ...files])).toMatchObject({ exitCode: 0 });
  const copies = ['session.redacted.pcap', 'curl-pasv.redacted.log'].map(name => join(folder, name));
  const [address] = /(?<=Trying )[\d.]+/.exec(readFileSync(copies[1] ?? '', 'utf8')) ?? [];
  const { stdout, exitCode } = await runCli(['analyze', '-q', ...copies]);
  const before = await runCli(['analyze', '-q', ...files]);
  expect(stdout).toContain(`${address}: `);
  expect({ stdout: stdout.replace(/[\d.]{7,}/g, ''), exitCode }).toEqual({
    stdout: before.stdout.replace(/[\d.]{7,}/g, ''),
    exitCode: before.exitCode,
  });
});

test('a capture in gzip is written unpacked, a report stays a report', async () => {
  const capture = put('session.pcap.gz', gzipSync(readFileSync(join(sample, 'session.pcap'))));
  const { stdout } = await runCli(['analyze', '--json', capture]);
  const report = put('report.json', stdout);
  expect(await runCli(['redact', '--ips', '--users', '--files', capture, report])).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(folder, 'session.redacted.pcap')).length).toBe(
    readFileSync(join(sample, 'session.pcap')).length,
  );
  const copy = readFileSync(join(folder, 'report.redacted.json'), 'utf8');
  expect(copy).not.toMatch(/203\.0\.113\.2|10\.20\.0\.2/);
  expect(JSON.parse(copy)).toMatchObject({ verdict: { rule: JSON.parse(stdout).verdict.rule }, target: { port: 21 } });
});

test('what is to be redacted is not written over, under whatever name', async () => {
  const log = put('client.log', 'PASS Lab-pw-7!x\n');
  symlinkSync(log, join(folder, 'symbolic.log'));
  linkSync(log, join(folder, 'hard.log'));
  for (const name of ['client.log', 'symbolic.log', 'hard.log']) {
    const { exitCode, stderr } = await runCli(['redact', '-o', join(folder, name), log]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 64, stderr: expect.stringContaining('what is to be redacted') });
  }
  expect(readFileSync(log, 'utf8')).toBe('PASS Lab-pw-7!x\n');
});

test.each([
  ['no file', []],
  ['a file that is not there', ['missing.log']],
  ['standard input twice', ['-', '-']],
  ['one output for several files', ['-o', 'out', 'a.log', 'b.log']],
  ['a folder for the output that is not there', ['-o', '/nonexistent/out', join(sample, 'lftp-pasv.log')]],
])('%s is wrong usage', async (_, words) => {
  const { exitCode, stdout, stderr } = await runCli(['redact', ...words]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
  ['an empty file', Buffer.alloc(0), /empty/],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), /no capture.*no text and no JSON/],
  ['a gzip of it', gzipSync(Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')), /no capture.*no text/],
])('%s is told in one line to be nothing that can be redacted', async (_, content, says) => {
  const { exitCode, stderr } = await runCli(['redact', put('file', content)]);
  expect(exitCode).toBe(64);
  expect(stderr).toMatch(says);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
