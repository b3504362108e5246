import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../../src/lab/server.ts';
import { runCli } from '../support/run-cli.ts';

test('--version prints the version', async () => {
  expect(await runCli(['--version'])).toMatchObject({ exitCode: 0, stdout: '0.1.0\n', stderr: '' });
});

test.each([
  [[], /TARGET/],
  [['check', '--modes', 'nonsense', 'host'], /--modes/],
  [['check', '-4', '-6', 'host'], /-4|ipv4/],
  [['check', 'sftp://host'], /SFTP/],
  [['check', 'host:99999'], /port/],
  [['check', '--active-ports', '20-30', 'host'], /--active-ports/],
  [['check', '-u', 'a\r\nDELE x', 'host'], /--user|user/],
  [['check', '--timeout', 'soon', 'host'], /--timeout/],
  [['check', '--nonsense', 'host'], /--nonsense/],
  [['demo', 'pasv-private-adress'], /pasv-private-address/],
  [['explain', 'nothing-known'], /nothing-known/],
] as const)('wrong usage %j is one line that says what is wrong, and exit 64', async (words, says) => {
  const { exitCode, stdout, stderr } = await runCli(words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(says);
});

test('a check of a healthy server ends with 0; bare TARGET means check', async () => {
  const server = await startServer({});
  const { exitCode, stdout, stderr } = await runCli([`127.0.0.1:${server.port}`]);
  await server.close();
  expect(stdout.split('\n')[0]).toMatch(/^✓ OK: /);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('JSON is one document on stdout alone, in failure too', async () => {
  const { exitCode, stdout, stderr } = await runCli(['check', '--json', '127.0.0.1:1']);
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'ftpdiag.report/1', verdict: { rule: 'control-port-refused' } });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
});

test('-o writes the report to a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-output-'));
  const file = join(folder, 'report.json');
  const { stdout } = await runCli(['check', '--json', '-o', file, '127.0.0.1:1']);
  expect(stdout).toBe('');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ verdict: { status: 'failed' } });
  rmSync(folder, { recursive: true });
});

test('Ctrl-C prints what is known so far and exits with 130', async () => {
  const server = await startServer({ greeting: 'silence' });
  const { exitCode, stdout } = await runCli(['check', '--json', `127.0.0.1:${server.port}`], {
    interruptAfterMs: 1000,
  });
  await server.close();
  expect(exitCode).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({ evidence: { ended: 'interrupted' } });
});

test('a name that does not resolve is a verdict, not a crash', async () => {
  const { exitCode, stdout } = await runCli(['check', '--json', 'no-such-host.invalid']);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: { status: 'failed', cause: 'dns' } });
});

test('the demo shows a fault and ends with 0 when its verdict is the expected one', async () => {
  const { exitCode, stdout } = await runCli(['demo', 'wrong-protocol-ssh']);
  expect(stdout).toContain('SSH');
  expect(exitCode).toBe(0);
});
