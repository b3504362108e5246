import { expect, it } from 'vitest';
import { walkPassive } from '../../src/analysis/walk-passive.ts';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { failedAt, refused, rejected, timeout } from '../support/outcomes.ts';
import { scenarioEvidence } from '../support/scenario.ts';

function walkOf(evidence: Evidence) {
  const trial = evidence.trials.find(({ id }) => id === 'pasv');
  if (trial?.family !== 'passive') throw new Error('no PASV in this evidence');
  return walkPassive(trial, evidence);
}

function endOf(steps: Readonly<Record<string, Outcome<unknown>>>, synRetransmits: number | null = null) {
  const walk = walkOf(scenarioEvidence({ base: 'healthy', steps, connections: { '5': { synRetransmits } } }));
  const [end, ...more] = walk.filter(({ status }) => status === 'failed');
  expect(more).toEqual([]);
  expect(walk.slice(end?.n).every(({ status }) => status === 'skipped')).toBe(true);
  return { n: end?.n, note: end?.note, tookMs: end?.tookMs, known: end?.known };
}

it('tells the eleven steps of a healthy transfer', () => {
  const walk = walkOf(scenarioEvidence({ base: 'healthy' }));
  expect(walk.map(({ n, from, to, what, status }) => `${n} ${from} > ${to}: ${what} ${status}`)).toEqual([
    '1 client > server: SYN ok',
    '2 server > client: SYN-ACK ok',
    '3 client > server: ACK ok',
    '4 client > server: PASV ok',
    '5 server > client: 227 → 203.0.113.2 port 40012 ok',
    '6 client > server: SYN ok',
    '7 server > client: SYN-ACK ok',
    '8 client > server: ACK ok',
    '9 server > client: data: 128 bytes of LIST ok',
    '10 both > both: FIN and ACK both ways ok',
    '11 server > client: 226 Directory send OK. ok',
  ]);
});

it('takes the times from the moments of the handshake', () => {
  const [syn, synAck] = walkOf(scenarioEvidence({ base: 'healthy' }));
  expect(syn).toMatchObject({ atMs: 2, tookMs: 12, known: 'socket' });
  expect(synAck).toMatchObject({ atMs: 14, known: 'socket' });
});

it('names both ends of each connection', () => {
  const walk = walkOf(scenarioEvidence({ base: 'healthy' }));
  expect(walk[5]).toMatchObject({
    fromEndpoint: { host: '198.51.100.2', port: 50_011 },
    toEndpoint: { host: '203.0.113.2', port: 40_012 },
  });
});

it('ends at the reply when the command is refused', () => {
  const reply = failedAt(88, 12, rejected('PASV', 550, 'Permission denied.'));
  expect(endOf({ 'pasv.reply': reply })).toMatchObject({ n: 5, note: '550 Permission denied.', known: 'reply' });
});

it('tells a refusal by its packets where they were captured', () => {
  const none = {
    ttl: null,
    hops: null,
    mss: null,
    initialSequence: null,
    retransmits: 0,
    largestSegment: 0,
    largestAcknowledged: 0,
    repeated: null,
    unacknowledgedBytes: 0,
    reset: null,
  };
  const unknown = { state: 'unknown' } as const;
  const walk = walkOf(
    scenarioEvidence({
      base: 'healthy',
      steps: { 'pasv.connect': failedAt(100, 14, refused()) },
      connections: {
        '5': {
          handshake: {
            syn: { state: 'seen', atMs: 100.25, known: 'packet' },
            synAck: { state: 'missing', known: 'packet' },
            ack: unknown,
            firstByte: unknown,
            fin: unknown,
            lastAck: unknown,
          },
          packets: {
            client: none,
            server: { ...none, reset: { atMs: 112.5, ttl: 62, hops: 2, isForged: false } },
            icmp: [],
          },
        },
      },
    }),
  );
  expect(walk[5]).toMatchObject({ n: 6, status: 'ok', atMs: 100.25, tookMs: 12.25, known: 'packet' });
  expect(walk[6]).toMatchObject({ n: 7, status: 'failed', atMs: 112.5, known: 'packet' });
});

it('ends at the SYN that nobody answers, and counts how often it was sent', () => {
  const end = endOf({ 'pasv.connect': failedAt(100, 3200, timeout(3200)) }, 2);
  expect(end).toEqual({ n: 6, note: 'SYN sent 3 times, no answer in 3200 ms', tookMs: 3200, known: 'kernel' });
});

it('says nothing of a number of SYNs that nobody counted', () => {
  const end = endOf({ 'pasv.connect': failedAt(100, 3200, timeout(3200)) });
  expect(end).toMatchObject({ n: 6, note: 'no answer in 3200 ms', known: 'socket' });
});

it('ends at the SYN-ACK in whose place a RST came', () => {
  expect(endOf({ 'pasv.connect': failedAt(100, 12, refused()) })).toMatchObject({
    n: 7,
    note: 'refused (RST) after 12 ms',
  });
});

it('ends at the SYN when an ICMP message came', () => {
  const failure = { kind: 'unreachable', operation: 'connect', errno: 'EHOSTUNREACH', scope: 'host' } as const;
  expect(endOf({ 'pasv.connect': failedAt(100, 12, failure) })).toMatchObject({ n: 6 });
});

it('ends at the data when LIST is refused', () => {
  const preliminary = failedAt(112, 12, rejected('LIST', 550, 'No such directory.'));
  expect(endOf({ 'pasv.preliminary': preliminary })).toMatchObject({ n: 9, note: 'LIST: 550 No such directory.' });
});

it('ends at the data when TLS breaks on the data connection', () => {
  const failure = { kind: 'tls', operation: 'tls', errno: null, alert: 'handshake failure', reason: 'x' } as const;
  expect(endOf({ 'pasv.tls': failedAt(112, 12, failure) })).toMatchObject({
    n: 9,
    note: 'TLS alert handshake failure',
  });
});

it('ends at the control connection when the data came and the 226 did not', () => {
  expect(endOf({ 'pasv.completion': failedAt(126, 5000, timeout(5000)) })).toMatchObject({ n: 11 });
});

it('ends at the first SYN when the control connection cannot be had', () => {
  const walk = walkOf(
    scenarioEvidence({ base: 'healthy', steps: { 'control.connect': failedAt(2, 10_000, timeout(10_000)) } }),
  );
  expect(walk.find(({ status }) => status === 'failed')).toMatchObject({ n: 1, tookMs: 10_000 });
});

it('calls unknown what the source cannot show', () => {
  const walk = walkOf(scenarioEvidence({ base: 'empty' }));
  expect(new Set(walk.map(({ status }) => status))).toEqual(new Set(['unknown']));
});
