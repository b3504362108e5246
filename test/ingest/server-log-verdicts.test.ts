import { expect, test } from 'vitest';
import { analyzeFiles } from '../../src/cli/analyze.ts';

const analyzed = (file: string) =>
  analyzeFiles([new URL(`../../fixtures/logs/${file}`, import.meta.url).pathname], { as: null, session: null });

/** What became of each fixture's worst session (fixtures/logs/README.md). */
test.each([
  ['vsftpd/healthy.log', 'ok', null],
  ['vsftpd/interleaved.log', 'ok', null],
  ['vsftpd/client-nat.log', 'degraded', 'active-refused-client-nat'],
  ['vsftpd/active-dropped.log', 'failed', 'active-connection-never-arrives'],
  ['vsftpd/passive-timeout.log', 'failed', 'passive-connection-never-arrives'],
  ['vsftpd/tls-session-reuse.log', 'failed', 'tls-session-reuse-required'],
  ['vsftpd/wrong-password.log', 'failed', 'login-refused'],
  ['proftpd/extended-healthy.log', 'ok', null],
  ['proftpd/system-passive-timeout.log', 'failed', 'passive-connection-never-arrives'],
  ['proftpd/system-wrong-password.log', 'failed', 'login-refused'],
  ['proftpd/system-port-refused.log', 'failed', 'active-refused-by-policy'],
  ['pure-ftpd/healthy.log', 'ok', null],
  ['pure-ftpd/client-nat.log', 'degraded', 'active-refused-client-nat'],
  ['pure-ftpd/commands-alone-wrong-password.log', 'failed', 'login-refused'],
  ['pyftpdlib/debug-healthy.log', 'ok', null],
  ['pyftpdlib/info-wrong-password.log', 'failed', 'login-refused'],
  ['pyftpdlib/bare-passive-timeout.log', 'failed', 'passive-connection-never-arrives'],
  ['filezilla-server/file.log', 'failed', 'passive-connection-never-arrives'],
  ['filezilla-server-09/file.log', 'failed', 'active-refused-client-nat'],
  ['iis/healthy-and-refused-login.log', 'failed', 'login-refused'],
])('%s: %s by %s', async (file, status, rule) => {
  const { verdict } = await analyzed(file);
  expect(verdict).toMatchObject({ status, rule });
});

test('what tells nothing of sessions is refused, with where to look', async () => {
  await expect(analyzed('xferlog/vsftpd.log')).rejects.toThrow(/protocol log/);
});
