import { expect, it } from 'vitest';
import { walkActive } from '../../src/analysis/walk-active.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { failedAt, noArrival, okAt, rejected } from '../support/outcomes.ts';
import { scenarioEvidence } from '../support/scenario.ts';

function walkOf(steps: Readonly<Record<string, Outcome<unknown>>> = {}) {
  const evidence = scenarioEvidence({ base: 'healthy', steps });
  const trial = evidence.trials.find(({ id }) => id === 'port');
  if (trial?.family !== 'active') throw new Error('no PORT in this evidence');
  return walkActive(trial, evidence);
}

function endOf(steps: Readonly<Record<string, Outcome<unknown>>>) {
  const walk = walkOf(steps);
  const [end, ...more] = walk.filter(({ status }) => status === 'failed');
  expect(more).toEqual([]);
  return { n: end?.n, note: end?.note, known: end?.known };
}

it('tells the ten steps of a healthy transfer', () => {
  expect(walkOf().map(({ n, from, to, what, status }) => `${n} ${from} > ${to}: ${what} ${status}`)).toEqual([
    '1 client > server: SYN ok',
    '2 server > client: SYN-ACK ok',
    '3 client > server: ACK ok',
    '4 client > server: PORT 198,51,100,2,195,149 (198.51.100.2 port 50069) ok',
    '5 server > client: SYN ok',
    '6 client > server: SYN-ACK ok',
    '7 server > client: ACK ok',
    '8 server > client: data: 128 bytes of LIST ok',
    '9 both > both: FIN and ACK both ways ok',
    '10 server > client: 226 Directory send OK. ok',
  ]);
});

it('does not invent the times of packets that only the kernel saw', () => {
  expect(walkOf()[4]).toMatchObject({
    status: 'ok',
    atMs: null,
    tookMs: null,
    known: 'not-known',
    note: 'from port 20',
  });
});

it('says when the connection does not come from port 20', () => {
  const accept = okAt(100, 12, {
    connection: 7,
    local: { host: '198.51.100.2', port: 50_069 },
    remote: { host: '203.0.113.2', port: 40_501 },
  });
  expect(walkOf({ 'port.accept': accept })[4]?.note).toBe('from port 40501, not from port 20');
});

it('ends at PORT when the server refuses it', () => {
  const end = endOf({ 'port.reply': failedAt(88, 12, rejected('PORT', 500, 'Illegal PORT command.')) });
  expect(end).toEqual({ n: 4, note: '500 Illegal PORT command.', known: 'reply' });
});

it('ends at PORT when we cannot listen', () => {
  const failure = { kind: 'local', operation: 'listen', errno: 'EADDRINUSE', text: 'no port is free' } as const;
  expect(endOf({ 'port.listen': failedAt(88, 0, failure) })).toMatchObject({
    n: 4,
    note: 'could not listen: no port is free',
  });
});

it('ends at the SYN that the server says it could not get answered', () => {
  const end = endOf({
    'port.preliminary': failedAt(100, 60, rejected('LIST', 425, 'Failed to establish connection.')),
  });
  expect(end).toEqual({ n: 5, note: '425 Failed to establish connection after 60 ms', known: 'reply' });
});

it('ends at the SYN when the server connects at once and its 425 answers PORT itself', () => {
  const end = endOf({ 'port.reply': failedAt(88, 12, rejected('PORT', 425, "Can't connect to specified address.")) });
  expect(end).toMatchObject({ n: 5 });
});

it('ends at the SYN that the kernel did not see', () => {
  expect(endOf({ 'port.accept': failedAt(100, 3200, noArrival('none')) })).toEqual({
    n: 5,
    note: 'no SYN came in 3200 ms',
    known: 'kernel',
  });
});

it('ends at the ACK when the kernel holds a half-open connection', () => {
  expect(endOf({ 'port.accept': failedAt(100, 3200, noArrival('seen')) })).toEqual({
    n: 7,
    note: 'the ACK of our SYN-ACK did not come',
    known: 'kernel',
  });
});

it('ends at the data when the transfer stalls', () => {
  const failure = { kind: 'timeout', operation: 'transfer', errno: null, limitMs: 5000 } as const;
  expect(endOf({ 'port.data': failedAt(125, 5000, failure) })).toMatchObject({ n: 8, note: 'no answer in 5000 ms' });
});
