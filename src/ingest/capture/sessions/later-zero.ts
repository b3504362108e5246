import type { Moment } from '../../../core/connection.ts';
import type { EndFacts } from '../../../core/packet-facts.ts';
import { toMicrosecond } from '../../../core/to-microsecond.ts';
import type { Packets } from '../../recording.ts';
import type { TimedEvent } from './timed-event.ts';

/** The event with all its times, those of its packets among them, counted from a later zero. */
export function fromLaterZero<Event extends TimedEvent>(event: Event, byMs: number): Event {
  const atMs = toMicrosecond(event.atMs - byMs);
  if (!('packets' in event) || event.packets === undefined) return { ...event, atMs };
  return { ...event, atMs, packets: packetsFromLaterZero(event.packets, byMs) };
}

/** All that the packets of a connection tell, its times counted from a later zero; from an earlier one with less than 0. */
export function packetsFromLaterZero({ handshake, facts, ...rest }: Packets, byMs: number): Packets {
  const moved = (moment: Moment): Moment =>
    moment.state === 'seen' ? { ...moment, atMs: toMicrosecond(moment.atMs - byMs) } : moment;
  const { syn, synAck, ack, firstByte, fin, lastAck } = handshake;
  return {
    ...rest,
    handshake: {
      syn: moved(syn),
      synAck: moved(synAck),
      ack: moved(ack),
      firstByte: moved(firstByte),
      fin: moved(fin),
      lastAck: moved(lastAck),
    },
    ...(facts !== undefined && {
      facts: {
        client: endFromLaterZero(facts.client, byMs),
        server: endFromLaterZero(facts.server, byMs),
        icmp: facts.icmp.map(fact => ({ ...fact, atMs: toMicrosecond(fact.atMs - byMs) })),
      },
    }),
  };
}

function endFromLaterZero(end: EndFacts, byMs: number): EndFacts {
  const { reset, closedWindow } = end;
  return {
    ...end,
    reset: reset && { ...reset, atMs: toMicrosecond(reset.atMs - byMs) },
    ...(closedWindow !== undefined && {
      closedWindow: {
        ...closedWindow,
        atMs: closedWindow.atMs === null ? null : toMicrosecond(closedWindow.atMs - byMs),
      },
    }),
  };
}

/** An ISO 8601 time in UTC, moved by milliseconds, to the microsecond. */
export function laterBy(iso: string, ms: number): string {
  const [, seconds = '', fraction = ''] = /^(.*?:\d\d)(?:\.(\d+))?Z?$/.exec(iso) ?? [];
  const wholeMs = Date.parse(`${seconds}Z`);
  if (Number.isNaN(wholeMs)) return iso;
  const micros = Math.round(Number(fraction.padEnd(6, '0').slice(0, 6)) + ms * 1000);
  const time = new Date(wholeMs + Math.floor(micros / 1_000_000) * 1000);
  if (Number.isNaN(time.getTime())) return iso;
  const rest = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  return `${time.toISOString().slice(0, -5)}.${String(rest).padStart(6, '0')}Z`;
}
