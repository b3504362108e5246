import { findCommands, type Speaker } from './command-in.ts';
import { findPlaces, type Place } from './places.ts';
import { isProtocolWord } from './protocol-words.ts';
import type { Span } from './span.ts';

const userVerbs: ReadonlySet<string> = new Set(['USER']);
/** Everybody's names, on which verdicts rest. */
const nobody = /^(?:anonymous|ftp|unknown|none|-|\?|null|\(?not logged in\)?|\(?none\)?)$/i;

/** Where replies, server logs and command lines name a user: the first group of each. */
const places: readonly Place[] = [
  // 230 User lab logged in, 331 Password required for lab
  {
    hint: /user/i,
    pattern:
      /\b(?:230|331|332|530)[ -](?:\S{1,40} )?[Uu]ser ["'<]?([^ \t"'<>,]{1,64})["'>]? (?:logged|ok|okay|name|accepted|cannot|access)/dgi,
  },
  {
    hint: / for /,
    pattern: /\b(?:331|332)[ -].{0,80}\b(?:required|needed|password) for ["']?([^ \t"']{1,64}?)["']?\.?$/dgi,
  },
  // vsftpd: [pid 1] [lab] FTP command
  { hint: /\[pid /, pattern: /\[pid \d{1,10}\] \[([^\]]{1,64})\]/dg },
  // pyftpdlib: 203.0.113.1:53444-[lab] USER 'lab' logged in.
  { hint: /-\[/, pattern: /:\d{1,5}-\[([^\]]{1,64})\]/dg },
  { hint: /USER '/, pattern: /\bUSER '([^']{1,64})'/dg },
  // Pure-FTPd: (lab@203.0.113.1) [INFO]
  { hint: /\) \[/, pattern: /\(([^()@ \t]{1,64})@[^() \t]{1,100}\) \[/dg },
  // FileZilla Server 1.x: [FTP Session 3 203.0.113.1 lab]
  { hint: /Session/, pattern: /\[(?:FTP )?Session \d{1,12} [^ \t\]]{1,64} ([^\]]{1,64})\]/dg },
  // FileZilla Server 0.9: (000123) 23/11/2026 10:02:11 - lab (203.0.113.1)>
  { hint: /^\(\d/, pattern: /^\(\d{1,12}\) .{0,60}? - (.{1,64}?) \([\d.:a-fA-F]{2,45}\)>/dg },
  { hint: /Command \[user\]/, pattern: /\bCommand \[user\] \[([^\]]{1,64})\]/dg },
  // xferlog: … b _ o r lab ftp 0 * c
  { hint: / ftp \d /, pattern: / [ab] [_CUT] [oid] [agr] ([^ \t]{1,64}) ftp \d /dg },
  // NCSA: 203.0.113.1 UNKNOWN lab [23/Nov/2026:10:02:11 +0000]
  { hint: / \[\d\d\//, pattern: /^[^ \t]{1,100} [^ \t]{1,64} ([^ \t]{1,64}) \[\d\d\/\w{3}\/\d{4}/dg },
  // IIS W3C: date time c-ip cs-username s-ip s-port
  {
    hint: /^\d{4}-/,
    pattern: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [\da-fA-F.:]{3,45} ([^ \t]{1,64}) [\da-fA-F.:]{3,45} \d{1,5} /dg,
  },
  // ftp://lab@host, ftp://lab:password@host
  { hint: /:\/\//, pattern: /[a-z][a-z0-9+.-]{1,15}:\/\/([^ \t:@/"'<>]{1,64})(?::[^ \t"'<>]{0,500})?@/dgi },
  // curl --user lab:password, lftp -u lab,password
  { hint: /-u|-U|user/, pattern: /(?<![\w-])(?:-u|--user|--ftp-user)[ =]{1,2}["']?([^ \t:"',]{1,64})/dg },
  // netrc; Name (host:me): lab
  { hint: /login/, pattern: /\b(?:machine .{1,200}|default )login[ \t]+([^ \t]{1,64})/dg },
  { hint: /^(?:Name|User) \(/, pattern: /^(?:Name|User) \([^)]{1,200}\): ?([^ \t]{1,64})/dg },
  { hint: /> *user[ \t]/i, pattern: /^\w{0,10}ftp[^>]{0,80}> *user[ \t]+([^ \t]{1,64})/dgi },
];

/** Finds the names of users that a line shows by their place. Names that stand for nobody, such as `anonymous`, are none. */
export function findUsers(line: string, speaker: Speaker): readonly Span[] {
  const commands = speaker === 'server' ? [] : findCommands(line, userVerbs, speaker);
  const spans = commands.map(({ start, end }) => withoutComment(line, { kind: 'user', start, end }));
  if (speaker !== 'client') spans.push(...findPlaces(line, places, 'user'));
  return spans.map(span => withoutHost(line, span)).filter(({ start, end }) => isUser(line.slice(start, end), speaker));
}

/** What ProFTPD says behind it: `USER lab: Login successful.`, `USER lab (Login failed): …` */
function withoutComment(line: string, span: Span): Span {
  const name = /^[^ \t:]+(?=: | \()/.exec(line.slice(span.start, span.end))?.[0];
  return name === undefined ? span : { ...span, end: span.start + name.length };
}

/** `lab@ftp.example.com`, as proxies want it. */
function withoutHost(line: string, span: Span): Span {
  const at = line.slice(span.start, span.end).lastIndexOf('@');
  return at > 0 ? { ...span, end: span.start + at } : span;
}

function isUser(name: string, speaker: Speaker): boolean {
  // `USER 'lab' logged in` is no command, and holds the name in quotes.
  if (nobody.test(name) || /^['"]/.test(name)) return false;
  return speaker === 'client' || /^\d+$/.test(name) || !isProtocolWord(name);
}
