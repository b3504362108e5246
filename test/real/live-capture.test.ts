import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Handshake } from '../../src/core/connection.ts';
import { formatEndpoint } from '../../src/core/endpoint.ts';
import { type LiveFlows, readLiveFlows } from '../../src/ingest/live/live-flows.ts';
import { mayCapture } from '../../src/net/capture/rights.ts';
import type { Report } from '../../src/report/report.ts';
import { runCheck } from '../support/real-server/check.ts';
import { makePublicLoopback, type Namespace } from '../support/real-server/namespace.ts';
import { runIn, spawnIn } from '../support/real-server/place.ts';
import { findProgram } from '../support/real-server/program.ts';
import { whyNot } from '../support/real-server/requirement.ts';
import { startVsftpd, type Vsftpd } from '../support/real-server/vsftpd.ts';

const missing = findProgram('tcpdump') === null ? 'tcpdump is not installed' : null;
const reason = whyNot('vsftpd', 'namespaces') ?? missing ?? (mayCapture() ? null : 'CAP_NET_RAW is not in effect');
const server = '203.0.113.2';
const client = '198.51.100.2';
const program = new URL('../../bin/ftpdiag.js', import.meta.url).pathname;
const password = 's3cr3t-of-the-run';
/** vsftpd takes `ftp` for anonymous, and any password with it. */
const login = ['-u', 'ftp', '--password-stdin', '--source', client];
const moments: readonly (keyof Handshake)[] = ['syn', 'synAck', 'ack', 'firstByte', 'fin', 'lastAck'];

/** Drops what the server opens to our ports before our own kernel takes it, and after a recording sees it. */
const droppedHere =
  'table inet here {\n chain inbound {\n type filter hook input priority 0\n tcp sport 20 tcp flags & (syn|ack) == syn drop\n }\n}\n';

describe.skipIf(reason !== null)(`a check that records itself${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let place: Namespace;
  let folder: string;
  let vsftpd: Vsftpd;
  let file: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ftpdiag-live-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    place = makePublicLoopback();
    file = join(folder, 'own.pcap');
    rmSync(file, { force: true });
    vsftpd = await startVsftpd({ place, address: server, port: 21 });
  });

  afterEach(async () => {
    await vsftpd.stop();
    place.remove();
  });

  const check = async (...words: readonly string[]): Promise<Report> =>
    (await runCheck(place, [...login, ...words, vsftpd.target], `${password}\n`)).report;

  /** Runs with a tcpdump beside, which ends once it has written the end of every connection. */
  async function besideTcpdump<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly beside: LiveFlows }> {
    const beside = join(folder, 'beside.pcap');
    // In immediate mode each packet has as much room as the longest: with the usual length there is room for eight.
    const words = ['-i', 'lo', '-s', '2048', '-B', '16384', '-U', '--immediate-mode', '-w', beside, 'tcp'];
    const tcpdump = spawnIn(place, 'tcpdump', words, {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>(resolve => tcpdump.stderr?.once('data', () => resolve()));
    const result = await run();
    let flows = await readLiveFlows([readFileSync(beside)], []);
    for (let turn = 0; turn < 100 && flows.flows.some(({ lastAckAtMs }) => lastAckAtMs === null); turn += 1) {
      await wait(50);
      flows = await readLiveFlows([readFileSync(beside)], []);
    }
    const ended = new Promise(resolve => tcpdump.once('exit', resolve));
    tcpdump.kill('SIGINT');
    await ended;
    return { result, beside: flows };
  }

  test('knows every step of every walk by its packets, in order, at the times that tcpdump saw', async () => {
    const { result, beside } = await besideTcpdump(() => check('--capture', file));
    const { evidence, modes } = result;
    expect(evidence.capture).toMatchObject({ by: 'af-packet', lost: 0 });
    for (const { command, status, steps } of modes) {
      expect({ command, status, known: [...new Set(steps.map(({ known }) => known))] }).toEqual({
        command,
        status: 'ok',
        known: ['packet'],
      });
    }
    const startedMs = Date.parse(evidence.startedAt);
    const apart: number[] = [];
    for (const { id, role, local, remote, handshake } of evidence.connections) {
      if (local === null || remote === null) throw new Error(`connection ${id} has no ends`);
      const ends = [formatEndpoint(local), formatEndpoint(remote)].sort().join();
      const flow = beside.flows.find(one => [one.opener, one.peer].map(formatEndpoint).sort().join() === ends);
      const seen = flow?.handshake();
      let last = 0;
      for (const name of moments) {
        const ours = handshake[name];
        const theirs = seen?.[name];
        // The server may take its time to close a control connection that we have left.
        if (role === 'control' && name === 'lastAck' && ours.state === 'unknown') continue;
        if (ours.state !== 'seen' || theirs?.state !== 'seen') throw new Error(`${name} of ${id} was not seen`);
        expect(ours.atMs).toBeGreaterThanOrEqual(last);
        last = ours.atMs;
        apart.push((beside.startedMs ?? 0) + theirs.atMs - startedMs - ours.atMs);
      }
    }
    // The run's start is told to the millisecond, which leaves the same remainder on all.
    expect(Math.max(...apart) - Math.min(...apart)).toBeLessThan(1);
    expect(Math.min(...apart)).toBeGreaterThan(-1);
    expect(Math.max(...apart)).toBeLessThan(2);
  }, 30_000);

  test('writes a file that others open, readable by its owner alone, without the password', async () => {
    const report = await check('--capture', file);
    const bytes = readFileSync(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(bytes.includes(password)).toBe(false);
    expect(bytes.includes(`PASS ${'*'.repeat(password.length)}\r\n`)).toBe(true);
    expect(JSON.stringify(report)).not.toContain(password);
    const read = await runIn(place, 'tcpdump', ['-n', '-v', '-r', file]);
    expect(read.exitCode).toBe(0);
    expect(read.stdout).not.toMatch(/incorrect|bad cksum/);
    if (findProgram('tshark') === null) return;
    const shark = await runIn(place, 'tshark', ['-r', file, '-T', 'fields', '-e', 'tcp.stream']);
    expect(shark.exitCode).toBe(0);
    expect(new Set(shark.stdout.trim().split('\n')).size).toBe(report.evidence.connections.length);
  }, 30_000);

  test('leaves the password in it where that is asked for', async () => {
    await check('--capture', file, '--capture-secrets');
    expect(readFileSync(file).includes(`PASS ${password}\r\n`)).toBe(true);
  }, 30_000);

  test('sees the SYN that a firewall of this machine takes', async () => {
    place.nft(droppedHere);
    const report = await check('--quick', '--modes', 'port');
    const data = report.evidence.connections.find(({ opener }) => opener === 'server');
    expect(data).toMatchObject({
      role: 'data',
      remote: { host: server, port: 20 },
      handshake: { syn: { known: 'packet' } },
    });
    expect(data?.handshake.syn.state).toBe('seen');
  }, 30_000);

  test('records nothing where it was told not to', async () => {
    const { evidence } = await check('--no-capture');
    expect(evidence.capture).toEqual({ by: 'none', because: 'it was switched off (--no-capture)' });
    expect(JSON.stringify(evidence)).not.toContain('"packet"');
  }, 30_000);

  test('says before it sends anything why there can be no file', async () => {
    const asked = ['--capture', file, vsftpd.target];
    const words = ['--bounding-set=-net_raw', '--inh-caps=-net_raw', process.execPath, program, 'check', ...asked];
    const { exitCode, stderr } = await runIn(place, 'setpriv', words);
    expect(exitCode).toBe(64);
    expect(stderr).toMatch(
      /^ftpdiag: --capture \S+ cannot be written: it needs CAP_NET_RAW, which this user does not have/,
    );
    expect(vsftpd.log()).not.toContain('CONNECT');
  }, 30_000);
});
