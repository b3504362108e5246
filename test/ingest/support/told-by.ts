import { readFileSync } from 'node:fs';
import { type Endpoint, formatEndpoint } from '../../../src/core/endpoint.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { LogFormat } from '../../../src/ingest/logs/log-format.ts';
import type { RecordedEvent, Recording } from '../../../src/ingest/recording.ts';

/** What a parser makes of a log, or of one of the samples. */
export function recordingsBy(format: LogFormat, text: string): readonly Recording[] {
  const parser = format.parser('test.log');
  const lines = text.replace(/\n$/, '').split('\n');
  for (const [index, line] of lines.entries()) parser.take({ text: line, number: index + 1, stamp: null });
  return parser.end();
}

/** The same as one line an event, one list a session. */
export function toldBy(format: LogFormat, text: string): readonly (readonly string[])[] {
  return recordingsBy(format, text).map(({ events }) => events.map(inOneLine));
}

/** The lines of a log that a parser makes nothing of. */
export function notUnderstoodBy(format: LogFormat, text: string): readonly string[] {
  const parser = format.parser('test.log');
  return text.split('\n').filter((line, index) => line !== '' && !parser.take({ text: line, number: index + 1 }));
}

export function sample(name: string): string {
  return readFileSync(new URL(`../../../fixtures/samples/${name}`, import.meta.url), 'utf8');
}

/** `> PASV`, `< 227 Entering…`, `data-failed client 192.0.2.2:40000 refused`. */
export function inOneLine(event: RecordedEvent): string {
  switch (event.kind) {
    case 'command':
      return `> ${event.text}`;
    case 'reply':
      return `< ${event.code} ${event.text.replaceAll('\n', ' | ')}`;
    case 'resolving':
      return `resolving ${event.host}`;
    case 'resolved':
      return `resolved ${event.addresses.join(' ')}`;
    case 'connecting':
      return `connecting ${named(event.to)}`;
    case 'connected':
      return `connected ${named(event.ends.server)}`;
    case 'connect-failed':
      return `connect-failed ${named(event.ends.server)} ${inAWord(event.failure)}`;
    case 'data-connecting':
      return `data-connecting ${event.opener} ${named(event.to)}`;
    case 'data-connected':
      return `data-connected ${event.opener} ${named(event.ends.server)}`;
    case 'data-failed':
      return `data-failed ${event.opener} ${named(event.ends.server)} ${inAWord(event.failure)}`;
    case 'data-ended':
      return `data-ended ${event.failure === null ? 'orderly' : inAWord(event.failure)}`;
    case 'control-ended':
    case 'resolve-failed':
      return `${event.kind} ${inAWord(event.failure)}`;
    case 'tls-started':
      return `tls-started ${event.on} ${event.tls.protocol ?? '?'}`;
    case 'tls-failed':
      return `tls-failed ${event.on} ${inAWord(event.failure)}`;
    case 'noise':
      return `noise ${event.text}`;
    case 'client-said':
      return `said ${event.said}: ${event.text}`;
    default:
      return event.kind;
  }
}

function named(endpoint: Endpoint | null): string {
  return endpoint === null ? '?' : formatEndpoint(endpoint);
}

function inAWord(failure: Failure): string {
  const detail = failure.kind === 'tls' ? (failure.alert ?? failure.reason) : (failure.errno ?? failure.operation);
  return `${failure.kind} (${detail})`;
}

/**
 * The course that a session took from its first PASV, EPSV, PORT or EPRT on, or as a whole without one: verbs, codes, and
 * what became of connections.
 */
export function courseOf(lines: readonly string[]): string {
  const start = lines.findIndex(line => /^> (?:PASV|EPSV|PORT|EPRT)\b/.test(line));
  const words = lines
    .slice(Math.max(0, start))
    .filter(line => !/^(?:resolved|connecting|connected)\b/.test(line))
    .map(line => /^[<>] (\w+)/.exec(line)?.[1] ?? line.replace(/^said ([\w-]+): .*$/, 'said $1'));
  return words.filter(word => start === -1 || !/^(?:200|211|QUIT|221|FEAT|TYPE)$/.test(word)).join(', ');
}
