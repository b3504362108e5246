import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/lab/server.ts';
import { type CliRun, runCli } from '../support/run-cli.ts';

const marker = 'S3cret-Mark3r';
let folder = '';
const running: RunningServer[] = [];
let echo: Server;
const ports: Record<string, number> = {};

/** Repeats whatever password it gets, in its refusal. */
function echoServer(): Server {
  return createServer(socket => {
    socket.setEncoding('utf8').write('220 ready\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (text: string) => {
      const [verb = '', argument = ''] = text.trim().split(' ');
      if (verb === 'USER') socket.write('331 password please\r\n');
      else if (verb === 'PASS') socket.write(`530-no\r\n530 ${argument} is wrong, "${argument}"!\r\n`);
      else socket.write('500 what?\r\n');
    });
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ftpdiag-password-'));
  writeFileSync(join(folder, 'password'), `${marker}\n`);
  writeFileSync(join(folder, 'netrc'), `machine 127.0.0.1 login demo password ${marker}\n`, { mode: 0o600 });
  const healthy = await startServer({});
  const refusing = await startServer({ login: 'refuse-password' });
  running.push(healthy, refusing);
  echo = echoServer();
  await new Promise<void>(resolve => void echo.listen(0, '127.0.0.1', resolve));
  const address = echo.address();
  const echoPort = typeof address === 'object' && address !== null ? address.port : 0;
  Object.assign(ports, { healthy: healthy.port, refusing: refusing.port, echo: echoPort, nothing: 1 });
});

afterAll(async () => {
  for (const server of running) await server.close();
  echo.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The ways in which a password reaches the command. */
const ways: Readonly<Record<string, (port: number) => { words: string[] } & CliRun>> = {
  URL: port => ({ words: [`ftp://demo:${marker}@127.0.0.1:${port}`] }),
  environment: port => ({ words: ['-u', 'demo', `127.0.0.1:${port}`], env: { FTPDIAG_PASSWORD: marker } }),
  file: port => ({ words: ['-u', 'demo', '--password-file', join(folder, 'password'), `127.0.0.1:${port}`] }),
  stdin: port => ({ words: ['-u', 'demo', '--password-stdin', `127.0.0.1:${port}`], stdin: `${marker}\n` }),
  netrc: port => ({ words: ['-u', 'demo', '--netrc-file', join(folder, 'netrc'), `127.0.0.1:${port}`] }),
};

describe.each(Object.keys(ways))('a password by %s', way => {
  test.concurrent.each([
    ['healthy', []],
    ['healthy', ['-v']],
    ['healthy', ['--json']],
    ['refusing', []],
    ['refusing', ['-v']],
    ['refusing', ['--json']],
    ['echo', ['-v']],
    ['echo', ['--json']],
    ['echo', ['-q']],
    ['nothing', ['--json']],
  ] as const)('stands in no output: server %s, %j', async (server, format) => {
    const { words, ...run } = ways[way]?.(ports[server] ?? 0) ?? { words: [] };
    const { stdout, stderr, exitCode } = await runCli(['check', '--timeout', '10s', ...format, ...words], run);
    expect(stdout).not.toBe('');
    expect(exitCode).not.toBe(64);
    expect(stdout + stderr).not.toContain(marker);
  });
});
