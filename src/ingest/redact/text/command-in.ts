import { isVerb } from './protocol-words.ts';

/** A command with an argument, wherever in a line it stands. */
export interface CommandIn {
  /** In capitals. */
  readonly verb: string;
  /** The argument, from `start` to before `end`; without a closing quote, and without the escape of a line end. */
  readonly start: number;
  readonly end: number;
}

/** Who wrote a line: one end of a control connection, or a log that may hold both of them and more. A server's lines need no code. */
export type Speaker = 'client' | 'server' | 'log';

/** No part of a longer word; `\\nPASS` is one behind the escape of a line end. */
const inCapitals = /(?:(?<![\w@.-])|(?<=\\[nr]))(SITE[ \t]+[A-Z]{4,8}|[A-Z][A-Z@]{2,4})[ \t]+(?=[^ \t])/g;
const atBeginning = /^[^A-Za-z]{0,8}(SITE[ \t]+[A-Za-z]+|[A-Za-z@]+)[ \t]+(?=[^ \t])/gi;
/** Typed by hand: at the beginning, behind a prompt, a prefix or a quote, or behind `quote`. */
const typed = /(?:^[ \t]*|[>"'\]:] ?)(?:(?:quote|literal)[ \t]+)?([a-z][a-z@]{2,4})[ \t]+(?=[^ \t])/gi;
const replyCode = /(?:^|[\s"'>:\]])[1-6]\d\d[ -]/;
/** How sentences go on behind the name of a command: `Log in with USER and PASS first.` */
const proseWord =
  /^(?:a|after|again|already|and|argument|as|before|command|commands|denied|disabled|error|expected|failed|first|for|ignored|is|it|missing|must|needed|needs|not|now|ok|okay|only|or|please|received|rejected|required|successful|the|then|to|was|with|without)$/;
/** `2026-11-23 06:27:23 203.0.113.1 bob 192.0.2.5 21 RETR file 226 0 0` of IIS, where everything is one word. */
const w3cLine = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S+ \S+ \S+ \d+ /;
const w3cArgument = /^\S+(?= \d{3} \d)/;
/** ProFTPD's log of commands with its answers: `RETR a.txt: 226 Transfer complete` */
const answer = /: [1-6]\d\d(?: |$)/;

/** As a client wrote it, in the log of FileZilla Server 0.9: `(000123) 23/11/2026 10:02:11 - (not logged in) (203.0.113.1)> user bob` */
const asReceived = /(?<=\)> )([a-z][a-z@]{2,4})[ \t]+(?=[^ \t])/gi;

/**
 * The commands of the wanted verbs in a line; in logs and from servers those in capitals, with `alsoTyped` others too. What
 * only speaks about commands is left out, as far as that is sure.
 */
export function findCommands(
  line: string,
  wanted: ReadonlySet<string>,
  speaker: Speaker,
  alsoTyped = false,
): readonly CommandIn[] {
  if (speaker === 'client') return fromClient(line, wanted, alsoTyped);
  const found: CommandIn[] = [];
  for (const pattern of [inCapitals, alsoTyped ? typed : asReceived]) {
    for (const match of line.matchAll(pattern)) {
      const [all, text = ''] = match;
      const verb = verbIn(text);
      const start = match.index + all.length;
      if (!wanted.has(verb) || found.some(one => one.start === start)) continue;
      const verbAt = start - all.length + all.indexOf(text);
      const end = endOfArgument(line, verbAt, start);
      if (end > start && !isProse(line, verbAt, line.slice(start, end), speaker)) found.push({ verb, start, end });
    }
  }
  return found;
}

/** What a client itself sent is a command at its beginning, and with `anywhere` one in capitals is one at any place. */
function fromClient(line: string, wanted: ReadonlySet<string>, anywhere: boolean): readonly CommandIn[] {
  const matches = [...line.matchAll(atBeginning), ...(anywhere ? line.matchAll(inCapitals) : [])];
  const first = matches
    .map(({ 0: all, 1: text = '', index }) => ({ verb: verbIn(text), start: index + all.length }))
    .find(({ verb }) => wanted.has(verb));
  return first === undefined ? [] : [{ ...first, end: line.length }];
}

function verbIn(text: string): string {
  return text.toUpperCase().replace(/[ \t]+/g, ' ');
}

/** Up to the quote that fits the one before the verb; otherwise to the end of the line. */
function endOfArgument(line: string, verbAt: number, start: number): number {
  const quote = line[verbAt - 1] ?? '';
  let end = line.length;
  if (/["'`]/.test(quote) && line.lastIndexOf(quote) > start) end = line.lastIndexOf(quote);
  else if (w3cLine.test(line)) end = start + (w3cArgument.exec(line.slice(start))?.[0].length ?? line.length - start);
  const argument = line.slice(start, end).split(answer, 1)[0] ?? '';
  const escapedEnd = argument.indexOf('\\r\\n');
  const whole = escapedEnd === -1 ? argument.replace(/(?:\\r)?\\n$/, '') : argument.slice(0, escapedEnd);
  return start + whole.replace(/[ \t]+$/, '').length;
}

function isProse(line: string, verbAt: number, argument: string, speaker: Speaker): boolean {
  const [first = '', ...more] = argument.split(/[ \t]+/);
  // HELP lists commands: ` ABOR  ACCT  ALLO`.
  if (isVerb(first) && (more.length > 0 || /[A-Z]{3,4}\*?[ \t]+$/.test(line.slice(0, verbAt)))) return true;
  if (!proseWord.test(first.replace(/[.,;:!'")]+$/, ''))) return false;
  return speaker === 'server' || replyCode.test(line.slice(0, verbAt));
}
