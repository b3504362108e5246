import { isSameAddress } from '../core/address-class.ts';
import type { Connection } from '../core/connection.ts';
import { type Endpoint, formatEndpoint } from '../core/endpoint.ts';
import type { Outcome } from '../core/outcome.ts';
import type { TraceHop, TraceValue } from '../core/step-values.ts';
import { isTraceEnd } from '../core/trace-end.ts';
import { icmpSender } from './icmp-sender.ts';
import { type BoxSide, sideOfBox } from './side-of-box.ts';

/** The box that keeps connections to a port away, as far as hops and senders tell. */
export interface BlockingBox {
  /** `unknown` where it may stand at either end. */
  readonly side: BoxSide | 'unknown';
  /** Whether every box that it may be stands on that side. */
  readonly isProven: boolean;
  /** One sentence for people, with what was seen. */
  readonly words: string;
  /** Steps on which it rests. */
  readonly because: readonly string[];
}

/** The steps that {@link findBlockingBox} reads, for a rule's `needs`. */
export const traced = { 'path-trace.control': 'any', 'path-trace.port': 'any' } as const;

interface Seen {
  readonly 'path-trace.control': Outcome<TraceValue>;
  readonly 'path-trace.port': Outcome<TraceValue>;
}

/** The boxes from `from` to `to`, by their distance: it is one of them, and most likely `likely`. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly likely: number;
  readonly words: string;
}

/** Who is to blame, once the side is known, as a sentence. */
export const blame: Readonly<Record<BlockingBox['side'], string>> = {
  unknown: 'It is stopped there or behind: at which end does not show.',
  client: "It is stopped on this client's side.",
  path: 'It is stopped on the way, by neither end.',
  server: "It is stopped on the server's side.",
};

const because = ['path-trace.control', 'path-trace.port'];

/**
 * Finds the box that silences, refuses or rejects a passive port, by the hops that SYNs to it reach beside those that
 * SYNs to the control port reach, and by who sent an ICMP message. A router that drops in silence what it would forward
 * has said before, to a SYN that ended at it, that the time to live was exceeded; the next one may also drop before it
 * counts. Its side is `unknown` where it may stand at either end; undefined where nothing tells.
 */
export function findBlockingBox(
  { 'path-trace.control': control, 'path-trace.port': port }: Seen,
  failed: Endpoint,
  connections: readonly Connection[],
): BlockingBox | undefined {
  if (control.status !== 'ok') return undefined;
  const { hops } = control.value;
  const distance = hops.find(({ answer }) => answer === 'syn-ack')?.ttl;
  if (distance === undefined) return undefined;
  const sender = icmpSender(connections, failed);
  const range = sender === undefined ? undefined : bySender(sender, hops, failed, connections);
  if (range !== undefined) return judge(range, distance, ['path-trace.control']);
  if (port.status !== 'ok') return undefined;
  const end = port.value.hops.find(isTraceEnd);
  if (end?.answer === 'unreachable' && end.from !== null) {
    const byTrace = bySender(end.from, hops, failed, connections);
    return byTrace && judge(byTrace, distance, because);
  }
  const byHops =
    end?.answer === 'reset'
      ? byReset(end, hops, distance)
      : end === undefined
        ? bySilence(port.value, hops, distance)
        : undefined;
  return byHops && judge(byHops, distance, because);
}

function judge(range: Range, distance: number, steps: readonly string[]): BlockingBox | undefined {
  // From here to the server it may be anywhere: on one link, hops tell nothing.
  if (range.from === 0 && range.to === distance) return undefined;
  const sides = new Set<BoxSide | null>();
  for (let box = range.from; box <= range.to; box++) sides.add(sideOfBox(box, distance));
  const side = sideOfBox(range.likely, distance);
  if (side === null || sides.has(null)) return undefined;
  // Next to each other, first and last router cannot be told apart, unless the last one is the host that is reached.
  const isEither = sides.has('client') && sides.has('server') && range.likely !== range.to;
  return { side: isEither ? 'unknown' : side, isProven: sides.size === 1, words: range.words, because: steps };
}

/** The sender of an ICMP message stands at the hop that has its address. */
function bySender(
  sender: string,
  hops: readonly TraceHop[],
  failed: Endpoint,
  connections: readonly Connection[],
): Range | undefined {
  const box = connections.some(({ local }) => local !== null && isSameAddress(local.host, sender))
    ? 0
    : hops.findLast(({ from }) => from !== null && isSameAddress(from, sender))?.ttl;
  if (box === undefined) return undefined;
  const where = isSameAddress(sender, failed.host)
    ? ', the server itself'
    : box === 0
      ? ', this machine itself'
      : `, hop ${box} on the way`;
  return { from: box, to: box, likely: box, words: `The ICMP message came from ${sender}${where}.` };
}

/** A RST that answers a SYN which could not reach the server comes from a box before it. */
function byReset({ ttl }: TraceHop, hops: readonly TraceHop[], distance: number): Range | undefined {
  if (ttl > distance) return undefined;
  if (ttl === distance) {
    return {
      from: distance - 1,
      to: distance,
      likely: distance,
      words: `The RST comes from the server, ${distance} hops away, or from the box before it.`,
    };
  }
  return {
    from: ttl - 1,
    to: ttl,
    likely: isNatOfServer(ttl, hops) ? ttl : ttl - 1,
    words: `A RST answers SYNs that reach hop ${ttl} at most, and the server is ${distance} hops away: ${nameHop(ttl - 1, hops)} or the next box sends it in the server's name.`,
  };
}

/** Silence from one hop on, from which the control port's SYNs were answered. */
function bySilence({ to, hops: asked }: TraceValue, hops: readonly TraceHop[], distance: number): Range | undefined {
  const last = asked.findLast(({ answer }) => answer === 'time-exceeded')?.ttl ?? 0;
  const next = hops.find(({ ttl, answer }) => ttl > last && answer !== 'none')?.ttl;
  // Only hops that were asked and stayed silent tell anything.
  if (next === undefined || !asked.some(({ ttl }) => ttl === next)) return undefined;
  const come = last === 0 ? 'not even to the first router' : `as far as ${nameHop(last, hops)} of ${distance}`;
  const words = `SYNs to ${formatEndpoint(to)} come ${come}, those to the control port come all the way.`;
  // The NAT of the server is itself the host to which ports lead that it does not forward.
  return { from: last, to: next, likely: isNatOfServer(next, hops) ? next : last, words };
}

/** Whether a router has the address under which the server is reached: it translates, and answers for its own. */
function isNatOfServer(ttl: number, hops: readonly TraceHop[]): boolean {
  const server = hops.find(({ answer }) => answer === 'syn-ack')?.from ?? null;
  const router = hops.find(hop => hop.ttl === ttl && hop.answer === 'time-exceeded')?.from ?? null;
  return server !== null && router !== null && isSameAddress(router, server);
}

/** `hop 2 (198.18.0.1)` */
function nameHop(ttl: number, hops: readonly TraceHop[]): string {
  if (ttl === 0) return 'this machine';
  const from = hops.find(hop => hop.ttl === ttl)?.from ?? null;
  return from === null ? `hop ${ttl}` : `hop ${ttl} (${from})`;
}
