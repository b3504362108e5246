import { parseExtendedPassiveReply, parsePassiveReply } from '../../../ftp/host-port.ts';
import type { Side } from '../flow.ts';
import { isFtpCommand, isOnlyFtp } from './ftp-words.ts';

/** So much of each side is looked at. */
const mostCharacters = 512;
/** A server's first reply: greetings, delays and refusals (RFC 959 §5.4), and what PAM modules and limits make of them. */
const greeting = /^(?:120|220|421|4[0-9]{2}|5[0-9]{2})[ -]/;
const replyBeginning = /^[1-6](?:\d(?:\d(?:[ -].*|\r?$)?)?)?$/s;
const foreignGreeting =
  /\bE?SMTP\b|\bLMTP\b|\bsendmail\b|\bpostfix\b|\bexim\b|\bexchange\b|VMware Auth|\bNNTP\b|InterNetNews/i;

/** `undecided` until more was said. */
export type Recognition = 'undecided' | 'other' | { readonly client: Side };

interface Chunk {
  readonly side: Side;
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

/** Whether a flow's first byte could begin FTP at all: letters of a command, a digit of a reply, or a Telnet command. */
export function mayBeFtp(byte: number): boolean {
  return (
    (byte >= 0x31 && byte <= 0x36) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0xff
  );
}

/** Tells a control connection of FTP on any port by what both sides say first; keeps what they said for the reading. */
export class Recogniser {
  readonly #chunks: Chunk[] = [];
  readonly #said: Record<Side, string> = { opener: '', peer: '' };
  readonly #isOpenerKnown: boolean;

  constructor(isOpenerKnown: boolean) {
    this.#isOpenerKnown = isOpenerKnown;
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  push(side: Side, bytes: Uint8Array, atMs: number): Recognition {
    if (this.#said[side].length + bytes.length > mostCharacters) {
      this.#said[side] += latin1(bytes.subarray(0, mostCharacters - this.#said[side].length));
    } else this.#said[side] += latin1(bytes);
    this.#chunks.push({ side, bytes: bytes.slice(), atMs });
    const asOpened = judge(this.#said.opener, this.#said.peer);
    if (asOpened === 'control') return { client: 'opener' };
    if (!this.#isOpenerKnown) {
      const reversed = judge(this.#said.peer, this.#said.opener);
      if (reversed === 'control') return { client: 'peer' };
      if (reversed === 'undecided') return this.#unlessTooMuch();
    }
    return asOpened === 'other' ? 'other' : this.#unlessTooMuch();
  }

  #unlessTooMuch(): Recognition {
    return this.#said.opener.length >= mostCharacters || this.#said.peer.length >= mostCharacters
      ? 'other'
      : 'undecided';
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function judge(client: string, server: string): 'control' | 'undecided' | 'other' {
  const commands = linesOf(client);
  const replies = linesOf(server);
  if (!replyBeginning.test(firstLine(server)) && server !== '') return 'other';
  if (client !== '' && !mayBeCommand(firstLine(client))) return 'other';
  const [command] = commands;
  const [reply] = replies;
  if (command !== undefined && !isFtpCommand(command)) return 'other';
  if (reply === undefined) return 'undecided';
  if (foreignGreeting.test(reply)) return 'other';
  if (isPassiveReply(reply)) return 'control';
  if (greeting.test(reply) && /ftp/i.test(reply)) return 'control';
  if (command === undefined) return 'undecided';
  if (greeting.test(reply) || commands.some(isOnlyFtp)) return 'control';
  return answersAsFtp(command, reply) ? 'control' : 'undecided';
}

/** Commands that other protocols have too, with an answer that only FTP gives them. */
function answersAsFtp(command: string, reply: string): boolean {
  if (/^\s*USER\s/i.test(command)) return /^(?:331|332|230|530)[ -]/.test(reply);
  if (/^\s*PASS\s/i.test(command)) return /^(?:230|202|332|530)[ -]/.test(reply);
  return /^\s*(?:LIST|RETR)\b/i.test(command) && /^(?:150|125|425|426|550)[ -]/.test(reply);
}

function isPassiveReply(line: string): boolean {
  if (line.startsWith('227 ')) return parsePassiveReply(line.slice(4)).ok;
  return line.startsWith('229 ') && parseExtendedPassiveReply(line.slice(4)).ok;
}

/** Whole lines; Telnet's commands in front of one do not count. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => line.replace(/^(?:\xff[\xf0-\xff])+/, '').replace(/\r$/, ''));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** So far it could be the beginning of a command's line. */
function mayBeCommand(line: string): boolean {
  return /^(?:\xff[\xf0-\xff]?)*\s*(?:[A-Za-z][\w@]{0,7})?(?:[ \r].*)?$/s.test(line);
}
