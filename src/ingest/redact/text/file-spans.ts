import { type CommandIn, findCommands, type Speaker } from './command-in.ts';
import { findPlaces, type Place } from './places.ts';
import type { Span } from './span.ts';

/** Commands whose argument is a path (RFC 959 §4.1.3, RFC 3659, and the X-commands of RFC 775). */
const fileVerbs: ReadonlySet<string> = new Set(
  'RETR STOR STOU APPE LIST NLST MLSD MLST STAT CWD XCWD MKD XMKD RMD XRMD DELE RNFR RNTO SIZE MDTM SMNT XCRC XMD5 XSHA HASH RMDA AVBL DSIZ'.split(
    ' ',
  ),
);
/** Those with a time, a mode or another command in front of the path. */
const timedVerbs: ReadonlySet<string> = new Set(['MFMT', 'MFCT', 'MFF', 'PRET', 'SITE CHMOD', 'SITE UTIME']);

/** Of LIST, as of `ls`. */
const options = /^(?:-[A-Za-z]{1,8}(?:[ \t]+|$)){1,4}/;
/** `MLST type*;size*;` of FEAT (RFC 3659 §7.8) and `OPTS MLST type;size;`. */
const facts = /^(?:[\w.-]{1,40}\*?;)+(?:[\w.-]{1,40}\*?)?$/;
const firstWord = /^[^ \t]+[ \t]+/;

/** The first group of each is a path, or a name in a listing. */
const places: readonly Place[] = [
  // 257 "/pub" is the current directory; 'dir' created
  { hint: /"/, pattern: /"(\.{0,2}[/\\][^"\r\n]{0,2000})"/dg },
  { hint: /257/, pattern: /\b257[ -]"([^"\r\n]{1,2000})"/dg },
  { hint: /'/, pattern: /'(\.{0,2}[/\\][^'\r\n]{0,2000}?)(?:\\[rn]){0,2}'/dg },
  // 150 Opening BINARY mode data connection for report.pdf (1234 bytes)
  {
    hint: / for /,
    pattern: /\b1[25]\d[ -].{0,120}\bfor (?:file )?["']?([^"'\r\n]{1,1000}?)["']?(?: \(\d{1,20} [Bb]ytes\)|\.?$)/dg,
  },
  { hint: /^.{0,80}(?:STOU|FILE:|file)/, pattern: /\bFILE: ([^\r\n]{1,1000})$/dg },
  // 550 report.pdf: No such file or directory
  {
    hint: /\b[45]5\d[ -]/,
    pattern: /\b[45]5\d[ -]["']?([^ \t"':][^"':\r\n]{0,300}[./\\][^"':\r\n]{0,300}?)["']?: [A-Z]/dg,
  },
  // Absolute paths of Unix and Windows
  { hint: /\//, pattern: /(?<![^ \t"'=(`,:])((?:~|\.\.?)?(?:\/{1,2}[^ \t"'()<>`,;:/]+)+\/?)/dg },
  { hint: /:\\/, pattern: /(?<!\w)([A-Za-z]:(?:\\[^ \t"'<>|?*\\]+)+)/dg },
  { hint: /:\/\//, pattern: /[a-z][a-z0-9+.-]{1,15}:\/\/[^ \t/"'<>]{1,500}(\/[^ \t"'<>]{1,2000})/dgi },
  // Pure-FTPd: Command [cwd] [reports]
  {
    hint: /Command \[/,
    pattern:
      /\bCommand \[(?:retr|stor|appe|cwd|mkd|rmd|dele|rnfr|rnto|size|mdtm|list|nlst|mlsd|mlst|stat)\] \[(.{1,1000})\]$/dgi,
  },
  // Lines of a listing: Unix, DOS, MLSD
  {
    hint: /[-dlbcps][rwx-]{3}/,
    pattern:
      /[-dlbcps][rwxsStT-]{9}[+.@]?\s+\d{1,8}\s+\S{1,64}\s+\S{1,64}\s+\d{1,20}\s+\w{3}\s+\d{1,2}\s+[\d:]{4,5} ([^\r\n]{1,1000})$/dg,
  },
  { hint: /[AP]M\s/, pattern: /\d\d-\d\d-\d{2,4}\s+\d\d:\d\d[AP]M\s+(?:<DIR>|\d{1,20})\s+([^\r\n]{1,1000})$/dg },
  { hint: /;/, pattern: /(?:\b[A-Za-z][\w.-]{0,30}=[^;\r\n]{0,200};){2,20} ([^\r\n]{1,1000})$/dg },
  // ftp: local: report.pdf remote: report.pdf
  { hint: /local: /, pattern: /\blocal: (.{1,500}?) remote: /dg },
  { hint: /remote: /, pattern: /\bremote: ([^\r\n]{1,500})$/dg },
];

/** Owner and group of a listing's line. */
const owners: readonly Place[] = [
  { hint: /[-dlbcps][rwx-]{3}/, pattern: /[-dlbcps][rwxsStT-]{9}[+.@]?\s+\d{1,8}\s+([A-Za-z_][\w.-]{0,63})\s/dg },
  {
    hint: /[-dlbcps][rwx-]{3}/,
    pattern: /[-dlbcps][rwxsStT-]{9}[+.@]?\s+\d{1,8}\s+\S{1,64}\s+([A-Za-z_][\w.-]{0,63})\s+\d/dg,
  },
];

/** Finds paths, and the names in listings: each of their parts, without the slashes. */
export function findFiles(line: string, speaker: Speaker): readonly Span[] {
  // What a server says about a command is no path.
  const isSpokenOf = speaker === 'server';
  const commands = isSpokenOf
    ? []
    : findCommands(line, fileVerbs, speaker).map(command => pathOf(line, command, options));
  const timed = isSpokenOf
    ? []
    : findCommands(line, timedVerbs, speaker).map(command => pathOf(line, command, firstWord));
  const paths = [...commands, ...timed].filter(({ start, end }) => !facts.test(line.slice(start, end)));
  return [...paths, ...findPlaces(line, places, 'file')].flatMap(path => partsOf(line, path));
}

/** Finds the owners and groups in a listing. */
export function findOwners(line: string): readonly Span[] {
  return findPlaces(line, owners, 'user');
}

/** Without what stands in front of it. */
function pathOf(line: string, { start, end }: CommandIn, before: RegExp): Span {
  const skipped = before.exec(line.slice(start, end))?.[0].length ?? 0;
  return { kind: 'file', start: start + skipped, end };
}

function partsOf(line: string, path: Span): readonly Span[] {
  const parts = line.slice(path.start, path.end).matchAll(/[^/\\]+/g);
  return Array.from(parts, ({ 0: part, index }) => {
    const start = path.start + index;
    return { kind: 'file', start, end: start + part.length };
  });
}
