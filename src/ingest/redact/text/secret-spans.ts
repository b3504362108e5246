import { findCommands, type Speaker } from './command-in.ts';
import { findPlaces, type Place } from './places.ts';
import { isVerb } from './protocol-words.ts';
import type { Span } from './span.ts';

/** PASS and ACCT (RFC 959 §4.1.1), their known aliases, changes of passwords, and ADAT's security data (RFC 2228 §3). */
const secretVerbs: ReadonlySet<string> = new Set([
  'PASS',
  'ACCT',
  'P@SW',
  'ADAT',
  'SITE PSWD',
  'SITE PASS',
  'SITE CPWD',
  'SITE CHPASS',
]);

/** What clients and servers already put in a password's place. */
const placeholder =
  /^(?:<?[*#•.]+>?|[xX]{3,}|-|[<([][a-z -]{0,20}(?:password|hidden|masked|removed|redacted|not shown|none)[a-z -]{0,20}[>)\]])$/i;

/** Not in lines with a reply code, whose words are the server's. */
interface SecretPlace extends Place {
  readonly isNeverReplied?: boolean;
}

/** In each, the first group is the secret. */
const places: readonly SecretPlace[] = [
  // ftp://user:password@host, up to the last @ of the word: passwords have been seen with / and @ in them.
  { hint: /:\/\//, pattern: /[a-z][a-z0-9+.-]{1,15}:\/\/[^ \t:@/"'<>]{0,200}:([^ \t"'<>]{1,500})@/dgi },
  // curl --user name:password, lftp -u name,password
  {
    hint: /-/,
    pattern: /(?<![\w-])(?:-u|-U|--user|--proxy-user)[ =]{0,2}["']?[^ \t:"',]{1,200}[:,]([^ \t"']{1,500})/dg,
  },
  // wget --ftp-password=secret, WinSCP /password=secret
  { hint: /pass/i, pattern: /(?<![\w-])(?:--?|\/)(?:ftp-|http-|proxy-)?passw?(?:or)?d?[ =:]["']?([^ \t"']{1,500})/dgi },
  { hint: /ncftp/i, pattern: /\bncftp\w{0,8}\b.{0,400}?\s-p ?["']?([^ \t"']{1,500})/dg },
  // password: secret, "passwd" = "secret"
  {
    hint: /[:=]/,
    isNeverReplied: true,
    pattern:
      /\b(?:\w{0,20}passw(?:or)?d|passphrase|pwd|pass|secret|api_?key|token)["']?[ \t]{0,4}[:=][ \t]{0,4}("[^"]{1,500}"|'[^']{1,500}'|[^ \t"',;&]{1,500})/dgi,
  },
  { hint: /authorization/i, pattern: /authorization:[ \t]*(?:\w{1,20}[ \t]+)?([^ \t].{0,2000})$/dgi },
  // netrc, on one line with its machine or on one of its own
  {
    hint: /password|account/,
    pattern:
      /(?:(?:^|[ \t])(?:machine[ \t]+[^ \t]{1,255}|default)|^[ \t]*(?:login|account)[ \t]+[^ \t]{1,255})(?:[ \t]+(?:login|user|account)[ \t]+[^ \t]{1,255}){0,3}[ \t]+password[ \t]+([^ \t]{1,500})/dg,
  },
  {
    hint: /password|passwd|account/,
    isNeverReplied: true,
    pattern: /^[ \t]*(?:password|passwd|account)[ \t]+([^ \t]{1,500})[ \t]*$/dg,
  },
  // ftp> user name password
  { hint: /> *user[ \t]/i, pattern: /^\w{0,10}ftp[^>]{0,80}> *user[ \t]+[^ \t]{1,200}[ \t]+([^ \t].{0,500})$/dgi },
  // Pure-FTPd: Command [pass] [secret]
  { hint: /Command \[/, pattern: /\bCommand \[(?:pass|acct)\] \[(.{1,500})\]$/dgi },
  // FileZilla's sitemanager.xml
  { hint: /<pass/i, pattern: /<pass(?:word)?\b[^>]{0,80}>([^<]{1,500})</dgi },
];

const replyCode = /(?:^|[\s"'>:\]])[1-6]\d\d[ -]/;

/** Finds the passwords that a line shows by their place: arguments of commands, URLs, options, settings. */
export function findSecrets(line: string, speaker: Speaker): readonly Span[] {
  const commands = findCommands(line, secretVerbs, speaker, true);
  const isReply = speaker === 'server' || replyCode.test(line);
  const fitting = isReply ? places.filter(({ isNeverReplied = false }) => !isNeverReplied) : places;
  const spans = [
    ...(speaker === 'client' && commands.length === 0 ? ofUnknownCommand(line) : []),
    ...commands.map(({ start, end }): Span => ({ kind: 'secret', start, end })),
    ...findPlaces(line, fitting, 'secret').map(span => withoutQuotes(line, span)),
  ];
  return spans.filter(({ start, end }) => {
    const secret = line.slice(start, end);
    const isMasked = placeholder.test(secret) || (speaker !== 'client' && placeholder.test(firstWord(secret)));
    return !isMasked;
  });
}

/** What goes with a command that nobody knows may be a password: of a login of its own, or of a PASS that was torn. */
function ofUnknownCommand(line: string): readonly Span[] {
  const [all = '', verb = ''] = /^[^A-Za-z]{0,8}([A-Za-z@]{2,12})[ \t]+(?=[^ \t])/.exec(line) ?? [];
  if (verb === '' || isVerb(verb.toUpperCase())) return [];
  return [{ kind: 'secret', start: all.length, end: line.length }];
}

/** A log may go on behind a masked password. */
function firstWord(text: string): string {
  return /^[^ \t:,]*/.exec(text)?.[0] ?? '';
}

function withoutQuotes(line: string, span: Span): Span {
  const isQuoted = /^(["']).*\1$/.test(line.slice(span.start, span.end));
  return isQuoted ? { ...span, start: span.start + 1, end: span.end - 1 } : span;
}
