import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { modesOf, runCheck } from '../support/real-server/check.ts';
import { makePublicLoopback, type Namespace } from '../support/real-server/namespace.ts';
import { whyNot } from '../support/real-server/requirement.ts';
import { startVsftpd, type Vsftpd, type VsftpdOptions } from '../support/real-server/vsftpd.ts';

const reason = whyNot('vsftpd', 'namespaces');
const server = '203.0.113.2';
const allWork = { PASV: 'ok', EPSV: 'ok', PORT: 'ok', EPRT: 'ok' };

describe.skipIf(reason !== null)(`a real vsftpd${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let place: Namespace;
  let vsftpd: Vsftpd | null = null;

  beforeAll(() => {
    place = makePublicLoopback();
  });
  afterEach(async () => {
    await vsftpd?.stop();
    vsftpd = null;
  });
  afterAll(() => place.remove());

  async function check(options: VsftpdOptions, ...words: readonly string[]): ReturnType<typeof runCheck> {
    vsftpd = await startVsftpd({ place, address: server, port: 21, ...options });
    const address = vsftpd.address.includes(':') ? '2001:db8:1::2' : '198.51.100.2';
    return runCheck(place, ['--source', address, ...words, vsftpd.target]);
  }

  test('healthy: all four modes work, and the active connection comes from port 20', async () => {
    const checked = await check({});
    expect(checked.report.verdict).toMatchObject({ status: 'ok', cause: 'none', side: 'none' });
    expect(modesOf(checked)).toEqual(allWork);
    expect(checked.report.target.server).toBe('vsftpd 3.0.3');
    expect(JSON.stringify(checked.report.modes[2]?.steps)).toContain('port 20');
    expect(checked.exitCode).toBe(0);
  });

  test('healthy over IPv6: EPSV and EPRT work, PASV and PORT do not apply', async () => {
    const checked = await check({ address: '2001:db8:2::2' });
    expect(checked.report.verdict).toMatchObject({ status: 'ok', cause: 'none' });
    expect(modesOf(checked)).toEqual({ PASV: 'skipped', EPSV: 'ok', PORT: 'skipped', EPRT: 'ok' });
    expect(checked.exitCode).toBe(0);
  });

  test('pasv_enable=NO: passive mode is refused by policy', async () => {
    const checked = await check({ settings: { pasv_enable: 'NO' } });
    expect(checked.report.verdict).toMatchObject({
      status: 'degraded',
      cause: 'mode-mismatch',
      side: 'server',
      rule: 'passive-refused',
    });
    expect(modesOf(checked)).toEqual({ PASV: 'refused', EPSV: 'refused', PORT: 'ok', EPRT: 'ok' });
    expect(checked.exitCode).toBe(1);
  });

  test('port_enable=NO: active mode is refused by policy', async () => {
    const checked = await check({ settings: { port_enable: 'NO' } });
    expect(checked.report.verdict).toMatchObject({
      status: 'degraded',
      cause: 'mode-mismatch',
      side: 'server',
      rule: 'active-refused-by-policy',
    });
    expect(modesOf(checked)).toEqual({ PASV: 'ok', EPSV: 'ok', PORT: 'refused', EPRT: 'refused' });
    expect(checked.exitCode).toBe(1);
  });

  test('pasv_address private: a NAT on the server side, and what to set', async () => {
    const checked = await check({ settings: { pasv_address: '10.1.2.3' } });
    expect(checked.report.verdict).toMatchObject({
      status: 'degraded',
      cause: 'nat',
      side: 'server',
      rule: 'pasv-private-address',
    });
    expect(modesOf(checked)).toEqual({ ...allWork, PASV: 'failed' });
    expect(JSON.stringify(checked.report.findings)).toContain(`pasv_address=${server}`);
    expect(checked.report.evidence.durationMs).toBeLessThan(5000);
    expect(checked.exitCode).toBe(1);
  });

  test('wrong password: the login is refused, and tried once', async () => {
    const settings = { local_enable: 'YES' };
    vsftpd = await startVsftpd({ place, address: server, port: 21, settings });
    const words = ['--source', '198.51.100.2', '-u', 'daemon', '--password-stdin', '--tls', 'off', vsftpd.target];
    const checked = await runCheck(place, words, 'not-the-password\n');
    expect(checked.report.verdict).toMatchObject({ status: 'failed', cause: 'auth' });
    expect(checked.exitCode).toBe(2);
    expect(JSON.stringify(checked.report)).not.toContain('not-the-password');
    expect(vsftpd.log().match(/FAIL LOGIN/g)).toHaveLength(1);
  });

  test('require_ssl_reuse=YES: data connections resume the TLS session, in active mode too', async () => {
    const certificateNames = [`IP:${server}`];
    const checked = await check({ certificateNames, settings: { require_ssl_reuse: 'YES' } }, '--insecure');
    expect(checked.report.verdict).toMatchObject({ status: 'ok', cause: 'none' });
    expect(modesOf(checked)).toEqual(allWork);
    expect(checked.report.evidence.trials.map(({ steps }) => steps.tls)).toEqual(
      Array(4).fill(expect.objectContaining({ value: expect.objectContaining({ session: 'reused' }) })),
    );
    expect(checked.exitCode).toBe(0);
  });

  test('a self-signed certificate is a finding, not an end of the run', async () => {
    const checked = await check({ certificateNames: [`IP:${server}`] });
    expect(checked.report.verdict).toMatchObject({ status: 'degraded', cause: 'tls', rule: 'certificate-untrusted' });
    expect(modesOf(checked)).toEqual(allWork);
    expect(checked.exitCode).toBe(1);
  });

  test('implicit TLS', async () => {
    const certificateNames = [`IP:${server}`];
    const settings = { implicit_ssl: 'YES' };
    const checked = await check({ certificateNames, settings, port: 990 }, '--tls', 'implicit', '--insecure');
    expect(checked.report.verdict).toMatchObject({ status: 'ok' });
    expect(modesOf(checked)).toEqual(allWork);
  });

  test('max_per_ip=1: the modes are tried one after the other, and that is said, not held against the server', async () => {
    const checked = await check({ settings: { max_per_ip: '1' } });
    expect(checked.report.verdict).toMatchObject({ status: 'ok' });
    expect(modesOf(checked)).toEqual(allWork);
    expect(checked.report.findings.map(({ id }) => id)).toContain('connection-limit');
  });
});
