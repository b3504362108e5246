import { describe, expect, test } from 'vitest';
import { findBlockingBox } from '../../src/analysis/blocking-box.ts';
import type { Connection } from '../../src/core/connection.ts';
import type { Endpoint } from '../../src/core/endpoint.ts';
import type { Ok } from '../../src/core/outcome.ts';
import { skipped } from '../../src/core/outcome.ts';
import type { TraceHop, TraceValue } from '../../src/core/step-values.ts';

const server = '192.0.2.2';
const port: Endpoint = { host: server, port: 40_012 };
/** Client, its router, one of neither side, the server's router, server. */
const routers = ['198.51.100.1', '198.18.0.1', '203.0.113.2'];

type Answer = TraceHop['answer'];

/** One word a hop: `.` a router that answers, `-` silence, otherwise what answered. */
function trace(
  words: readonly ('.' | '-' | Exclude<Answer, 'none' | 'time-exceeded'>)[],
  to: Endpoint,
  from = routers,
): Ok<TraceValue> {
  const hops = words.map((word, index): TraceHop => {
    const ttl = index + 1;
    if (word === '-') return { ttl, answer: 'none', from: null, tookMs: null, code: null };
    if (word === '.') return { ttl, answer: 'time-exceeded', from: from[index] ?? null, tookMs: 1, code: 0 };
    return {
      ttl,
      answer: word,
      from: word === 'unreachable' ? (from[index - 1] ?? null) : to.host,
      tookMs: 1,
      code: null,
    };
  });
  return { status: 'ok', value: { to, hops }, startedMs: 0, tookMs: 1 };
}

const control = trace(['.', '.', '.', 'syn-ack'], { host: server, port: 21 });

function find(words: Parameters<typeof trace>[0], connections: readonly Connection[] = []) {
  return findBlockingBox({ 'path-trace.control': control, 'path-trace.port': trace(words, port) }, port, connections);
}

describe('silence', () => {
  test.each([
    ['before the first router', ['-', '-', '-', '-'], 'client', true],
    ['behind the first router', ['.', '-', '-', '-'], 'client', false],
    ['behind a router of neither side', ['.', '.', '-', '-'], 'path', false],
    ['behind the last router', ['.', '.', '.', '-'], 'server', true],
  ] as const)('%s', (_, words, side, isProven) => {
    expect(find(words)).toMatchObject({ side, isProven });
  });

  test('says how far the SYNs come', () => {
    expect(find(['.', '.', '-', '-'])?.words).toBe(
      'SYNs to 192.0.2.2:40012 come as far as hop 2 (198.18.0.1) of 4, those to the control port come all the way.',
    );
  });

  test('of routers that never answer leaves it open at which end', () => {
    const quiet = trace(['.', '-', '-', 'syn-ack'], { host: server, port: 21 });
    const found = findBlockingBox(
      { 'path-trace.control': quiet, 'path-trace.port': trace(['.', '-', '-', '-'], port) },
      port,
      [],
    );
    expect(found).toMatchObject({ side: 'unknown', isProven: false });
  });

  test('between two routers of different ends is of either', () => {
    const short = trace(['.', '.', 'syn-ack'], { host: server, port: 21 });
    const found = findBlockingBox(
      { 'path-trace.control': short, 'path-trace.port': trace(['.', '-', '-'], port) },
      port,
      [],
    );
    expect(found).toMatchObject({ side: 'unknown', isProven: false });
  });

  test.each([
    ['silence', ['-']],
    ['a RST', ['reset']],
  ] as const)('on one link, %s is of nobody in particular', (_, words) => {
    const near = trace(['syn-ack'], { host: server, port: 21 });
    expect(
      findBlockingBox({ 'path-trace.control': near, 'path-trace.port': trace(words, port) }, port, []),
    ).toBeUndefined();
  });

  test('with one router between the two is of either side', () => {
    const short = trace(['.', 'syn-ack'], { host: server, port: 21 });
    expect(
      findBlockingBox({ 'path-trace.control': short, 'path-trace.port': trace(['.', '-'], port) }, port, []),
    ).toBeUndefined();
  });

  test('at the NAT under whose address the server is reached is at the server', () => {
    const nat = ['198.51.100.1', '198.18.0.1', server];
    const natted = trace(['.', '.', '.', 'syn-ack'], { host: server, port: 21 }, nat);
    const found = findBlockingBox(
      { 'path-trace.control': natted, 'path-trace.port': trace(['.', '.', '-', '-'], port, nat) },
      port,
      [],
    );
    expect(found).toMatchObject({ side: 'server', isProven: false });
  });
});

describe('a RST', () => {
  test.each([
    ['after the first router', ['.', 'reset'], 'client', false],
    ['after the second', ['.', '.', 'reset'], 'path', false],
    ['as far away as the server', ['.', '.', '.', 'reset'], 'server', true],
  ] as const)('%s', (_, words, side, isProven) => {
    expect(find(words)).toMatchObject({ side, isProven });
  });
});

describe('an ICMP message', () => {
  const rejected = (from: string): Connection => ({
    id: 5,
    role: 'data',
    opener: 'client',
    local: null,
    remote: port,
    handshake: {
      syn: { state: 'seen', atMs: 1, known: 'socket' },
      synAck: { state: 'missing', known: 'socket' },
      ack: { state: 'unknown' },
      firstByte: { state: 'unknown' },
      fin: { state: 'unknown' },
      lastAck: { state: 'unknown' },
    },
    synRetransmits: null,
    icmp: { atMs: 2, from, version: 4, type: 3, code: 13, mtu: null },
  });

  test.each([
    ['the first router', '198.51.100.1', 'client'],
    ['a router of neither side', '198.18.0.1', 'path'],
    ['the last router', '203.0.113.2', 'server'],
    ['the server', server, 'server'],
  ] as const)('of %s is proof', (_, from, side) => {
    expect(find(['.', '-', '-', '-'], [rejected(from)])).toMatchObject({ side, isProven: true });
  });

  test('of nobody on the way leaves it to the hops', () => {
    expect(find(['.', '.', '-', '-'], [rejected('203.0.113.99')])).toMatchObject({ side: 'path', isProven: false });
  });

  test('that the trace met is as good', () => {
    expect(find(['.', '.', 'unreachable'])).toMatchObject({ side: 'path', isProven: true });
  });
});

test('nothing is found where nothing was traced', () => {
  const none = skipped('not-applicable', 'nothing called for it');
  expect(findBlockingBox({ 'path-trace.control': none, 'path-trace.port': none }, port, [])).toBeUndefined();
});
