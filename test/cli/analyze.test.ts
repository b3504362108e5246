import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../../fixtures/samples/${name}`, import.meta.url));
const capture = sample('server-nat-private-227-vsftpd/session.pcap');
const analyzed = async (...words: readonly string[]) =>
  JSON.parse((await runCli(['analyze', '--json', ...words])).stdout);

test('of several sessions the worst is shown, and --session shows another', async () => {
  const worst = await analyzed(capture);
  expect(worst).toMatchObject({ session: 1, sessions: [{ n: 1 }, { n: 2 }] });
  const other = await analyzed('--session', '2', capture);
  expect(other).toMatchObject({ session: 2, sessions: [{ n: 1 }, { n: 2 }] });
  expect(other.evidence.startedAt > worst.evidence.startedAt).toBe(true);
});

test('a session that is not there is named, with how many there are', async () => {
  const { exitCode, stderr } = await runCli(['analyze', '--session', '3', capture]);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 64,
    stderr: 'ftpdiag: there is no session 3: there are 2, counted from 1\n',
  });
});

test('a log on standard input is read', async () => {
  const stdin = readFileSync(sample('client-nat-vsftpd/curl-port.log'), 'utf8');
  const { exitCode, stdout } = await runCli(['analyze', '-q', '-'], { stdin });
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^FAILED 192\.0\.2\.2: NAT, on the client's side/);
});

test('--as takes a log for one of another format, whatever its content says', async () => {
  const file = sample('client-nat-vsftpd/curl-port.log');
  expect((await analyzed(file)).source.format).toBe('curl');
  const { exitCode } = await runCli(['analyze', '--as', 'vsftpd', file]);
  expect(exitCode).toBe(64);
});

test('an unknown --as is named, with what is known', async () => {
  const { exitCode, stderr } = await runCli(['analyze', '--as', 'nonsense', sample('client-nat-vsftpd/curl-port.log')]);
  expect(exitCode).toBe(64);
  expect(stderr).toMatch(/^ftpdiag: --as nonsense is not known: use filezilla, .*\bcurl\b/);
});

test('--follow tells of a session while the capture still grows', async () => {
  const bytes = readFileSync(sample('pasv-disabled-vsftpd/session.pcap'));
  const program = fileURLToPath(new URL('../../bin/ftpdiag.js', import.meta.url));
  const child = spawn(process.execPath, [program, 'analyze', '--follow', '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  let stdout = '';
  const firstLine = new Promise<void>(resolve =>
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
      if (stdout.includes('\n')) resolve();
    }),
  );
  // All but the last packet: the first session is over by then.
  child.stdin.write(bytes.subarray(0, bytes.length - 20));
  await firstLine;
  expect(stdout).toMatch(/^1 \S+ 198\.51\.100\.2 192\.0\.2\.2 lab failed mode-mismatch server likely: /);
  child.stdin.end(bytes.subarray(bytes.length - 20));
  expect(await ended).toBe(2);
  expect(stdout.trim().split('\n')).toHaveLength(2);
});
