import type { RecordedEvent, Recording } from './recording.ts';
import { hostsOf } from './siblings.ts';

/** So many words in common, in the same order, make two recordings one session. */
const enoughInCommon = 4;

/**
 * Whether two recordings, of different files, are of one session: the same dialogue, or, where TLS hides it in one of
 * them, the same passive and active ports.
 */
export function isSameSession(a: Recording, b: Recording): boolean {
  const [words, others] = [dialogueWords(a), dialogueWords(b)];
  const common = Math.min(words.length, others.length);
  // What is said before TLS, and without an address in it, many sessions have in common.
  if (common >= enoughInCommon && isPrefix(words, others, common)) return sharesPort(a, b) ?? true;
  return sharesPort(a, b) ?? false;
}

/**
 * Whether nothing tells two recordings apart as far as TLS lets both be read: the same server, the same words up to the
 * 234, and no data port that only one of them has.
 */
export function couldBeSameSession(a: Recording, b: Recording): boolean {
  const [words, others] = [dialogueWords(a), dialogueWords(b)];
  const [server, otherServer] = [hostsOf(a)[1], hostsOf(b)[1]];
  const common = Math.min(words.length, others.length);
  const isHidden = words[common - 1] === '234' && isPrefix(words, others, common);
  return isHidden && server !== null && server === otherServer && sharesPort(a, b) !== false;
}

/** Commands by their verb and replies by their code, so that masked secrets and lost texts do not matter. */
function dialogueWords({ events }: Recording): readonly string[] {
  return events.flatMap(event =>
    event.kind === 'command'
      ? [(event.text.split(' ')[0] ?? '').toUpperCase()]
      : event.kind === 'reply'
        ? [`${event.code}`]
        : [],
  );
}

function isPrefix(words: readonly string[], others: readonly string[], length: number): boolean {
  for (let at = 0; at < length; at++) if (words[at] !== others[at]) return false;
  return true;
}

/** Whether both name a data port, and one in common; undefined where one of them names none. */
function sharesPort(a: Recording, b: Recording): boolean | undefined {
  const [ports, others] = [dataPorts(a), dataPorts(b)];
  if (ports.size === 0 || others.size === 0) return undefined;
  return [...ports].some(port => others.has(port));
}

/** The ports of data connections, from what was said and from the connections themselves. */
function dataPorts({ events }: Recording): ReadonlySet<number> {
  return new Set(events.flatMap(event => portsOf(event)));
}

function portsOf(event: RecordedEvent): readonly number[] {
  switch (event.kind) {
    case 'reply': {
      if (event.code === 229) return numbersOf(/\(\D{3}(\d{1,5})\D\)/.exec(event.text));
      return event.code === 227 ? fromOctets(/(\d{1,3}),(\d{1,3})\D*$/.exec(event.text)) : [];
    }
    case 'command': {
      if (/^PORT /i.test(event.text)) return fromOctets(/,(\d{1,3}),(\d{1,3})\s*$/.exec(event.text));
      return /^EPRT /i.test(event.text) ? numbersOf(/\D(\d{1,5})\D\s*$/.exec(event.text)) : [];
    }
    case 'data-connected':
    case 'data-failed': {
      const listening = event.opener === 'client' ? event.ends.server : event.ends.client;
      return listening === null || listening.port === 0 ? [] : [listening.port];
    }
    default:
      return [];
  }
}

function numbersOf(match: RegExpExecArray | null): readonly number[] {
  return match === null ? [] : [Number(match[1])];
}

function fromOctets(match: RegExpExecArray | null): readonly number[] {
  return match === null ? [] : [Number(match[1]) * 256 + Number(match[2])];
}
