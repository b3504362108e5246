import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { analyzeFiles } from '../../src/cli/analyze.ts';
import type { Report } from '../../src/report/report.ts';
import { modesOf, runCheck } from '../support/real-server/check.ts';
import { makePublicLoopback, type Namespace } from '../support/real-server/namespace.ts';
import { runIn, spawnIn } from '../support/real-server/place.ts';
import { findProgram } from '../support/real-server/program.ts';
import { whyNot } from '../support/real-server/requirement.ts';
import { startVsftpd, type Vsftpd, type VsftpdOptions } from '../support/real-server/vsftpd.ts';

const reason = whyNot('vsftpd', 'namespaces') ?? (findProgram('tcpdump') === null ? 'tcpdump is not installed' : null);
const server = '203.0.113.2';
const client = '198.51.100.2';
const dropped = `flush ruleset\ntable inet lab { chain inbound { type filter hook input priority 0\nip daddr ${server} tcp dport 40000-40100 drop\n}\n}\n`;

/** What is recorded while a check runs: a check with the fault, and what of its verdict packets alone can show. */
const faults: Readonly<Record<string, { readonly options?: VsftpdOptions; readonly rules?: string }>> = {
  'a healthy server': {},
  'passive mode refused': { options: { settings: { pasv_enable: 'NO' } } },
  'active mode refused': { options: { settings: { port_enable: 'NO' } } },
  'a private address in the 227': { options: { settings: { pasv_address: '10.1.2.3' } } },
  'passive ports dropped': {
    options: { settings: { pasv_min_port: '40000', pasv_max_port: '40100' } },
    rules: dropped,
  },
};

/** Nobody listens there. */
const lastPort = 9;

/** Whether an IPv4 header that ends in the server's address is followed by a TCP header with this port. */
function holdsPacketTo(port: number, capture: Buffer): boolean {
  const address = Buffer.from(server.split('.').map(Number));
  for (let at = capture.indexOf(address); at !== -1; at = capture.indexOf(address, at + 1)) {
    if (at + 8 <= capture.length && capture.readUInt16BE(at + 6) === port) return true;
  }
  return false;
}

describe.skipIf(reason !== null)(`a check that is recorded${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let place: Namespace;
  let folder: string;
  let vsftpd: Vsftpd | null = null;

  beforeAll(() => {
    place = makePublicLoopback();
    folder = mkdtempSync(join(tmpdir(), 'ftpdiag-capture-'));
  });
  afterEach(async () => {
    place.nft('flush ruleset');
    await vsftpd?.stop();
    vsftpd = null;
  });
  afterAll(() => {
    place.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The live report, and the file in which tcpdump kept its packets. */
  async function recorded(name: string): Promise<{ readonly live: Report; readonly capture: string }> {
    const { options = {}, rules } = faults[name] ?? {};
    vsftpd = await startVsftpd({ place, address: server, port: 21, ...options });
    if (rules !== undefined) place.nft(rules);
    const capture = join(folder, `${name.replaceAll(' ', '-')}.pcap`);
    const tcpdump = spawnIn(place, 'tcpdump', ['-i', 'lo', '-U', '--immediate-mode', '-w', capture, 'tcp or icmp'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>(resolve => tcpdump.stderr?.once('data', () => resolve()));
    const { report } = await runCheck(place, ['--source', client, vsftpd.target]);
    await allWritten(capture);
    const ended = new Promise(resolve => tcpdump.once('exit', resolve));
    tcpdump.kill('SIGINT');
    await ended;
    return { live: report, capture };
  }

  /** Until tcpdump has written all that came so far: packets are written in their order, and ours comes last. */
  async function allWritten(capture: string): Promise<void> {
    await runIn(place, 'bash', ['-c', `exec 3<> /dev/tcp/${server}/${lastPort}`]);
    while (!holdsPacketTo(lastPort, readFileSync(capture))) await wait(20);
  }

  const analyzed = (file: string): Promise<Report> => analyzeFiles([file], { as: null, session: null });

  test.each(Object.keys(faults))(
    '%s: the verdict from its packets, and from its saved report, is the live one',
    async name => {
      const { live, capture } = await recorded(name);
      const fromPackets = await analyzed(capture);
      const { status, cause, rule } = live.verdict;
      expect({
        status: fromPackets.verdict.status,
        cause: fromPackets.verdict.cause,
        rule: fromPackets.verdict.rule,
      }).toEqual({ status, cause, rule });
      // What only an experiment of the live run decided, packets leave open: they never say another side.
      expect([live.verdict.side, 'unknown']).toContain(fromPackets.verdict.side);
      expect(modesOf({ report: fromPackets, exitCode: 0 })).toEqual(modesOf({ report: live, exitCode: 0 }));

      const saved = join(folder, 'report.json');
      writeFileSync(saved, JSON.stringify(live));
      const fromReport = await analyzed(saved);
      expect(fromReport.verdict).toEqual(live.verdict);
      expect(fromReport.findings).toEqual(live.findings);
    },
    30_000,
  );
});
