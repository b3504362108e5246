import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { modesOf, runCheck } from '../support/real-server/check.ts';
import { makePublicLoopback, type Namespace } from '../support/real-server/namespace.ts';
import { whyNot } from '../support/real-server/requirement.ts';
import { startVsftpd, type Vsftpd } from '../support/real-server/vsftpd.ts';

const reason = whyNot('vsftpd', 'namespaces');
const server = '203.0.113.2';
const client = '198.51.100.2';

/** One chain on the way in, which loopback has too: whatever is not matched passes. */
const firewall = (...rules: readonly string[]): string =>
  `flush ruleset\ntable inet lab { chain inbound { type filter hook input priority 0\n${rules.join('\n')}\n}\n}\n`;

describe.skipIf(reason !== null)(
  `a real vsftpd behind nftables${reason === null ? '' : ` (skipped: ${reason})`}`,
  () => {
    let place: Namespace;
    let vsftpd: Vsftpd;

    beforeAll(async () => {
      place = makePublicLoopback();
      const settings = { pasv_min_port: '40000', pasv_max_port: '40100' };
      vsftpd = await startVsftpd({ place, address: server, port: 21, settings });
    });
    afterEach(() => place.nft('flush ruleset'));
    afterAll(async () => {
      await vsftpd.stop();
      place.remove();
    });

    const check = (...options: readonly string[]): ReturnType<typeof runCheck> =>
      runCheck(place, ['--source', client, ...options, vsftpd.target]);

    test('passive ports dropped: a firewall, within 5 s', async () => {
      place.nft(firewall(`ip daddr ${server} tcp dport 40000-40100 drop`));
      const checked = await check();
      expect(checked.report.verdict).toMatchObject({
        status: 'degraded',
        cause: 'firewall',
        rule: 'passive-port-filtered',
      });
      expect(modesOf(checked)).toEqual({ PASV: 'failed', EPSV: 'failed', PORT: 'ok', EPRT: 'ok' });
      expect(checked.report.modes[0]?.failedStep).toBe(6);
      expect(checked.report.evidence.durationMs).toBeLessThan(5000);
    });

    test('passive ports rejected with RST: refused', async () => {
      place.nft(firewall(`ip daddr ${server} tcp dport 40000-40100 reject with tcp reset`));
      const checked = await check();
      expect(checked.report.verdict).toMatchObject({ status: 'degraded', rule: 'passive-port-refused' });
      expect(modesOf(checked)).toEqual({ PASV: 'failed', EPSV: 'failed', PORT: 'ok', EPRT: 'ok' });
    });

    test('passive ports rejected with ICMP host-prohibited: a firewall', async () => {
      place.nft(firewall(`ip daddr ${server} tcp dport 40000-40100 reject with icmp type host-prohibited`));
      const checked = await check();
      expect(checked.report.verdict).toMatchObject({
        status: 'degraded',
        cause: 'firewall',
        rule: 'passive-port-rejected',
      });
    });

    test('inbound connections dropped on the client, nothing recorded: active mode never arrives, within 5 s', async () => {
      place.nft(firewall(`ip daddr ${client} tcp flags syn / syn,ack drop`));
      const checked = await check('--no-capture');
      expect(checked.report.verdict).toMatchObject({
        status: 'degraded',
        cause: 'firewall',
        rule: 'active-connection-never-arrives',
      });
      expect(modesOf(checked)).toEqual({ PASV: 'ok', EPSV: 'ok', PORT: 'failed', EPRT: 'failed' });
      expect(checked.report.modes[2]?.failedStep).toBe(5);
      expect(checked.report.evidence.durationMs).toBeLessThan(5000);
    });

    test('inbound connections rejected on the client, nothing recorded: 425 at once', async () => {
      place.nft(firewall(`ip daddr ${client} tcp flags syn / syn,ack reject with tcp reset`));
      const checked = await check('--no-capture');
      expect(checked.report.verdict).toMatchObject({ status: 'degraded', rule: 'active-connection-refused' });
      expect(modesOf(checked)).toEqual({ PASV: 'ok', EPSV: 'ok', PORT: 'failed', EPRT: 'failed' });
    });

    test.each(['drop', 'reject with tcp reset'])(
      'inbound connections met on the client with %s: its own firewall, for certain, where packets are recorded',
      async statement => {
        place.nft(firewall(`ip daddr ${client} tcp flags syn / syn,ack ${statement}`));
        const checked = await check();
        expect(checked.report.verdict).toMatchObject({
          status: 'degraded',
          cause: 'firewall',
          side: 'client',
          confidence: 'certain',
          rule: 'inbound-blocked-locally',
        });
        expect(modesOf(checked)).toEqual({ PASV: 'ok', EPSV: 'ok', PORT: 'failed', EPRT: 'failed' });
      },
    );

    test('control port dropped', async () => {
      place.nft(firewall(`ip daddr ${server} tcp dport 21 drop`));
      const checked = await check();
      expect(checked.report.verdict).toMatchObject({
        status: 'failed',
        cause: 'firewall',
        rule: 'control-port-filtered',
      });
      expect(checked.exitCode).toBe(2);
    });
  },
);
