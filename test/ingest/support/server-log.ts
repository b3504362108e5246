import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from '../../../src/core/endpoint.ts';
import type { Failure } from '../../../src/core/failure.ts';
import { type ReadLog, readLogBytes } from '../../../src/ingest/logs/read-log.ts';
import type { RecordedEvent } from '../../../src/ingest/recording.ts';

const folder = fileURLToPath(new URL('../../../fixtures/logs', import.meta.url));

/** A log of fixtures/logs, read as a user's file is: its format is found by its content. */
export function readFixture(name: string): ReadLog {
  return readText(readFileSync(join(folder, name), 'utf8'), name);
}

/** The same for lines that stand in the test. */
export function readText(text: string, file = 'test.log'): ReadLog {
  const result = readLogBytes(Buffer.from(text), { file });
  if (result.kind !== 'read') throw new Error(`${file} is of no known format`);
  return result;
}

/**
 * Each session of a log, one line an event: `> PASV` was sent, `< 227 …` was answered, the lines of a reply joined by ` / `.
 */
export function sessionsOf(log: ReadLog): string[][] {
  return log.recordings.map(({ events }) => events.map(lineOf));
}

/** What a session of a log tells beside commands and replies. */
export function besidesDialogue(session: readonly string[] | undefined): string[] {
  return (session ?? []).filter(line => !/^[<>] /.test(line));
}

function lineOf(event: RecordedEvent): string {
  switch (event.kind) {
    case 'command':
      return `> ${event.text}`;
    case 'reply':
      return `< ${event.code} ${event.text.split('\n').join(' / ')}`.trimEnd();
    case 'connected':
      return `connected: ${endsText(event.ends)}`;
    case 'data-connected':
      return `data by ${event.opener}: ${endsText(event.ends)}`;
    case 'data-failed':
      return `data by ${event.opener} failed: ${failureText(event.failure)}, ${endsText(event.ends)}`;
    case 'data-bytes':
      return `${event.bytes} bytes`;
    case 'data-ended':
      return event.failure === null ? 'data ended' : `data ended: ${failureText(event.failure)}`;
    case 'login':
      return event.failure === null
        ? `login of ${event.user}`
        : `login of ${event.user}: ${failureText(event.failure)}`;
    case 'tls-started':
      return ['TLS on', event.on, event.tls.protocol ?? '', event.tls.session ?? ''].join(' ').trimEnd();
    case 'tls-failed':
      return `TLS on ${event.on} failed: ${failureText(event.failure)}`;
    case 'control-ended':
      return `ended: ${failureText(event.failure)}`;
    case 'noise':
      return `noise of ${event.from}: ${event.text}`;
    default:
      return event.kind;
  }
}

function endsText({ client, server }: { readonly client: Endpoint | null; readonly server: Endpoint | null }): string {
  return [client, server].map(end => (end === null ? '?' : `${end.host}:${end.port}`)).join(' ');
}

function failureText(failure: Failure): string {
  const what = failure.errno === null ? failure.kind : `${failure.kind} ${failure.errno}`;
  if (failure.kind === 'rejected') return `${what} ${failure.code} ${failure.text}`.trimEnd();
  return failure.kind === 'tls' ? failure.reason : what;
}
