import type { Failure } from '../../core/failure.ts';
import type { RecordedEvent, Recording } from '../recording.ts';

type ReplyEvent = Extract<RecordedEvent, { kind: 'reply' }>;

/** One command, what was answered to it, and what else happened before the next command. */
export interface Exchange {
  /** In upper case; empty for the greeting, which answers nothing. */
  readonly verb: string;
  readonly argument: string;
  readonly sentMs: number | null;
  /** In their order: a 1yz reply, and the one that ends the matter. */
  readonly replies: readonly ReplyEvent[];
  /** Data connections, TLS and the client's own words, in their order. */
  readonly marks: readonly RecordedEvent[];
}

/** One recording as commands with their answers (RFC 959 §5.4). */
export interface Dialogue {
  /** What happened before anything was said: the name, and the connection. */
  readonly before: readonly RecordedEvent[];
  readonly greeting: Exchange;
  readonly exchanges: readonly Exchange[];
  /** How the control connection ended, where the source says so and it was not QUIT. */
  readonly ending: { readonly failure: Failure; readonly atMs: number | null } | null;
}

interface OpenExchange extends Exchange {
  readonly replies: ReplyEvent[];
  readonly marks: RecordedEvent[];
}

/** A word of the client's own that it has given up is an ending too, where nothing more was said. */
const gaveUp: Failure = { kind: 'timeout', operation: 'command', errno: null, limitMs: 0 };

/**
 * Puts each reply to the command that it answers: in their order, a 1yz reply before the one that ends the matter. A
 * server's log may have commands without their replies; a server answers one before it reads the next.
 */
export function dialogueOf({ events, seenBy }: Recording): Dialogue {
  const before: RecordedEvent[] = [];
  const greeting = opened('', '', null);
  const exchanges: OpenExchange[] = [];
  let answered = 0;
  let ending: Dialogue['ending'] = null;
  for (const event of events) {
    const current = exchanges.at(-1) ?? greeting;
    switch (event.kind) {
      case 'command': {
        const [, verb = '', argument = ''] = /^\s*(\S+)(?:\s(.*))?$/s.exec(event.text) ?? [];
        exchanges.push(opened(verb.toUpperCase(), argument, event.atMs));
        break;
      }
      case 'reply': {
        const waiting = seenBy === 'server' ? exchanges.at(-1) : exchanges[answered];
        if (exchanges.length === 0) greeting.replies.push(event);
        // Nobody asked: a 421 out of the blue, or the end of a transfer that was believed over.
        else if (waiting === undefined) current.replies.push(event);
        else {
          waiting.replies.push(event);
          if (event.code >= 200) answered += 1;
        }
        break;
      }
      case 'control-ended':
        ending = { failure: event.failure, atMs: event.atMs };
        break;
      case 'resolving':
      case 'resolved':
      case 'resolve-failed':
      case 'connecting':
      case 'connected':
      case 'connect-failed':
        before.push(event);
        break;
      default:
        current.marks.push(event);
    }
  }
  return { before, greeting, exchanges, ending: ending ?? givenUp(greeting, exchanges) };
}

function opened(verb: string, argument: string, sentMs: number | null): OpenExchange {
  return { verb, argument, sentMs, replies: [], marks: [] };
}

function givenUp(greeting: Exchange, exchanges: readonly Exchange[]): Dialogue['ending'] {
  const last = exchanges.at(-1) ?? greeting;
  const said = last.marks.findLast(mark => mark.kind === 'client-said' && mark.said === 'transfer-failed');
  const isAnswered = last.replies.some(({ code }) => code >= 200);
  return said === undefined || isAnswered ? null : { failure: gaveUp, atMs: said.atMs };
}

/** The reply that ends the matter; undefined while only a 1yz, or nothing, has come. */
export function finalReply({ replies }: Exchange): ReplyEvent | undefined {
  return replies.findLast(({ code }) => code >= 200);
}
