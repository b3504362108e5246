import type { Endpoint } from '../../../../core/endpoint.ts';
import { decodeEprt, decodePort, parseExtendedPassiveReply, parsePassiveReply } from '../../../../ftp/host-port.ts';
import type { RecordedEvent } from '../../../recording.ts';
import type { RewrittenLine } from './rewrites.ts';

type Speaker = RewrittenLine['from'];

/** So far ahead the same line is looked for when one side lacks some. */
const lookAhead = 8;

/** The lines of one speaker that were received otherwise than they were sent. */
export function compareLines(
  from: Speaker,
  sentBy: readonly RecordedEvent[],
  receivedBy: readonly RecordedEvent[],
): readonly RewrittenLine[] {
  const sent = linesOf(from, sentBy);
  const received = linesOf(from, receivedBy);
  const changed: RewrittenLine[] = [];
  let at = 0;
  let other = 0;
  while (at < sent.length && other < received.length) {
    const [here = '', there = ''] = [sent[at], received[other]];
    if (here !== there) {
      const skipped = received.slice(other, other + lookAhead).indexOf(here);
      const lacking = sent.slice(at, at + lookAhead).indexOf(there);
      if (skipped > 0 && (lacking <= 0 || skipped <= lacking)) {
        changed.push(rewritten(from, null, there));
        other += 1;
        continue;
      }
      if (lacking > 0) {
        changed.push(rewritten(from, here, null));
        at += 1;
        continue;
      }
      changed.push(rewritten(from, here, there));
    }
    at += 1;
    other += 1;
  }
  return changed;
}

function linesOf(from: Speaker, events: readonly RecordedEvent[]): readonly string[] {
  return events.flatMap(event => {
    if (from === 'client') return event.kind === 'command' ? [event.text] : [];
    return event.kind === 'reply' ? [`${event.code} ${event.text}`] : [];
  });
}

function rewritten(from: Speaker, sent: string | null, received: string | null): RewrittenLine {
  const named = { sent: addressIn(sent), received: addressIn(received) };
  return {
    from,
    sent,
    received,
    address: named.sent === null && named.received === null ? null : named,
    shiftBytes: (received?.length ?? 0) - (sent?.length ?? 0),
  };
}

/** What the line names; a 229 names no host. */
function addressIn(line: string | null): Endpoint | null {
  const [, verb = '', argument = ''] = /^(\S+)\s+(.*)$/s.exec(line ?? '') ?? [];
  switch (verb.toUpperCase()) {
    case 'PORT':
      return valueIn(decodePort(argument));
    case 'EPRT':
      return valueIn(decodeEprt(argument));
    case '227':
      return valueIn(parsePassiveReply(argument));
    case '229': {
      const port = valueIn(parseExtendedPassiveReply(argument));
      return port === null ? null : { host: '', port };
    }
    default:
      return null;
  }
}

function valueIn<Value>(parsed: { ok: true; value: Value } | { ok: false }): Value | null {
  return parsed.ok ? parsed.value : null;
}
