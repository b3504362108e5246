import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LogFormat } from '../../../src/ingest/logs/log-format.ts';
import { logFormats } from '../../../src/ingest/logs/registry.ts';
import type { Recording } from '../../../src/ingest/recording.ts';
import { readFixture, readText } from '../support/server-log.ts';

const folder = new URL('../../../fixtures/logs/', import.meta.url);
const servers = [
  'filezilla-server',
  'filezilla-server-09',
  'iis',
  'proftpd',
  'pure-ftpd',
  'pyftpdlib',
  'vsftpd',
  'xferlog',
];
const fixtures = servers.flatMap(name => readdirSync(new URL(`${name}/`, folder)).map(file => `${name}/${file}`));

/** The format that a fixture is of, by its name. */
function formatOf(fixture: string): string {
  const part = /^proftpd\/(extended|tls)-/.exec(fixture)?.[1];
  return part === undefined ? (fixture.split('/')[0] ?? '') : `proftpd-${part}`;
}

const serverFormats = logFormats.filter(({ seenBy }) => seenBy === 'server');

function parse(format: LogFormat, lines: Iterable<string>, sweepEvery = 1000): Recording[] {
  const parser = format.parser('test.log');
  const recordings: Recording[] = [];
  let number = 0;
  for (const text of lines) {
    number += 1;
    parser.take({ text, number });
    if (number % sweepEvery === 0) recordings.push(...parser.finished());
  }
  return [...recordings, ...parser.end()];
}

describe('logs of servers', () => {
  test.each(fixtures)('%s is recognised by its content', fixture => {
    const log = readFixture(fixture);
    expect(log.format.id).toBe(formatOf(fixture));
    expect(log.format.seenBy).toBe('server');
    expect(log.recordings.map(({ seenBy }) => seenBy)).toEqual(log.recordings.map(() => 'server'));
  });

  test.each(fixtures)('%s is recognised behind the quote marks of a mail', fixture => {
    const quoted = readFixtureQuoted(fixture);
    expect(quoted.format.id).toBe(formatOf(fixture));
    expect(quoted.recordings.map(({ events }) => events.length)).toEqual(
      readFixture(fixture).recordings.map(({ events }) => events.length),
    );
  });

  test('no password stands in a recording', () => {
    const at = '2026-11-23 06:27:23 203.0.113.1 - 192.0.2.5 21';
    const log = readText(`${at} PASS secret 230 0 0 s1 /\n${at} acct secret 230 0 0 s1 /`);
    expect(JSON.stringify(log.recordings)).not.toContain('secret');
    expect(log.recordings[0]?.events).toHaveLength(5);
  });

  test('an xferlog is recognised, and said to hold no sessions', () => {
    const { format, recordings } = readFixture('xferlog/vsftpd.log');
    expect(recordings).toEqual([]);
    expect(format.holdsNoSessions).toMatch(/nothing of modes/);
    expect(serverFormats.filter(({ holdsNoSessions }) => holdsNoSessions !== undefined)).toEqual([format]);
  });

  test('a session that ended is handed over while the log goes on', () => {
    const vsftpd = serverFormats.find(({ id }) => id === 'vsftpd');
    const parser = vsftpd?.parser('test.log');
    const say = (process: number, number: number, text: string): unknown =>
      parser?.take({ text: `Wed Nov 25 23:07:18 2026 [pid ${process}] ${text}`, number });
    say(11, 1, 'CONNECT: Client "198.51.100.2"');
    say(11, 2, 'FTP command: Client "198.51.100.2", "QUIT"');
    say(11, 3, 'FTP response: Client "198.51.100.2", "221 Goodbye."');
    say(12, 4, 'CONNECT: Client "198.51.100.2"');
    expect(parser?.finished()).toEqual([]);
    for (let number = 5; number < 100; number += 1) say(12, number, 'FTP command: Client "198.51.100.2", "NOOP"');
    expect(parser?.finished()).toHaveLength(1);
    expect(parser?.end()).toHaveLength(1);
  });

  test('a session that the log has not spoken of for an hour is handed over as cut', () => {
    const vsftpd = serverFormats.find(({ id }) => id === 'vsftpd');
    const parser = vsftpd?.parser('test.log');
    parser?.take({ text: 'Wed Nov 25 10:00:00 2026 [pid 11] CONNECT: Client "198.51.100.2"', number: 1 });
    parser?.take({ text: 'Wed Nov 25 10:59:00 2026 [pid 12] CONNECT: Client "198.51.100.3"', number: 2 });
    expect(parser?.finished()).toEqual([]);
    parser?.take({ text: 'Wed Nov 25 11:00:01 2026 [pid 13] CONNECT: Client "198.51.100.4"', number: 3 });
    expect(parser?.finished().map(({ isCut }) => isCut)).toEqual([{ begin: false, end: true }]);
  });

  test('as many sessions as never end are not kept open', () => {
    const vsftpd = serverFormats.find(({ id }) => id === 'vsftpd');
    const parser = vsftpd?.parser('test.log');
    for (let number = 1; number <= 25_000; number += 1) {
      const client = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
      parser?.take({ text: `Wed Nov 25 23:07:18 2026 [pid ${number}] CONNECT: Client "${client}"`, number });
    }
    expect(parser?.finished()).toHaveLength(5000);
    expect(parser?.end()).toHaveLength(20_000);
  });

  test.each(serverFormats)('$id takes whatever it is given', format => {
    const lines = fixtures.flatMap(fixture => readFixtureLines(fixture));
    const random = randomFrom(42);
    const mutated = Array.from({ length: 3000 }, () => mutate(lines[random(lines.length)] ?? '', lines, random));
    expect(() => parse(format, mutated, 100)).not.toThrow();
  });

  test.each(serverFormats)('$id is not slowed by a line that is made for it', format => {
    const beginnings = fixtures
      .flatMap(fixture => readFixtureLines(fixture).slice(0, 1))
      .map(line => line.slice(0, 90));
    const fillings = ['(', '[', ']', '"', '" ', '@', ':', '1:', ' ', ' a', 'a@', ': 226 ', '" 226 ', '?', '-['];
    const startedAt = performance.now();
    for (const beginning of ['', ...new Set(beginnings)]) {
      for (const filling of fillings) {
        const line = (beginning + filling.repeat(8000)).slice(0, 8000);
        format.score(line);
        parse(format, [line]);
      }
    }
    // Some hundreds of lines: even on a busy machine a few milliseconds each.
    expect(performance.now() - startedAt).toBeLessThan(8000);
  });
});

function readFileText(fixture: string): string {
  return readFileSync(new URL(fixture, folder), 'utf8');
}

function readFixtureLines(fixture: string): string[] {
  return readFileText(fixture)
    .split('\n')
    .filter(line => line !== '');
}

function readFixtureQuoted(fixture: string): ReturnType<typeof readText> {
  return readText(readFileText(fixture).replaceAll(/^(?=.)/gm, '> '), fixture);
}

function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(line: string, others: readonly string[], random: (below: number) => number): string {
  const at = random(line.length + 1);
  switch (random(4)) {
    case 0:
      return line.slice(0, at) + line.slice(at + random(20));
    case 1:
      return line.slice(0, at) + (others[random(others.length)] ?? '').slice(random(40));
    case 2:
      return line.slice(0, at) + String.fromCharCode(random(65_536)).repeat(random(50)) + line.slice(at);
    default:
      return line;
  }
}
