import { leadingDateTime, type Stamp } from '../text/stamp.ts';

/** What one line, or a part of one, of wget's tells. */
export type WgetLine =
  /** `--2026-11-23 10:02:11--  ftp://…`: a URL is taken up, for the first time or once more. */
  | { readonly kind: 'url'; readonly stamp: Stamp | null; readonly host: string }
  | { readonly kind: 'resolving'; readonly host: string; readonly result: string }
  | { readonly kind: 'connecting'; readonly address: string; readonly port: string; readonly result: string }
  /** `--> PASV`, with `-d`. */
  | { readonly kind: 'command'; readonly text: string }
  /** `==> PASV ... done.` */
  | { readonly kind: 'step'; readonly text: string; readonly result: string }
  | { readonly kind: 'data-connecting'; readonly address: string; readonly port: string }
  | { readonly kind: 'data-failed'; readonly address: string; readonly port: string; readonly result: string }
  | { readonly kind: 'socket' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'saved'; readonly bytes: number }
  | { readonly kind: 'gave-up'; readonly text: string }
  /** What `Connecting to …` came to, where debug output stands in between. */
  | { readonly kind: 'connect-result'; readonly result: string }
  | { readonly kind: 'cut'; readonly isOfData: boolean; readonly result: string }
  | { readonly kind: 'reply'; readonly text: string }
  /** What tells nothing of the connections. */
  | { readonly kind: 'chatter' };

type Groups = Readonly<Record<string, string | undefined>>;

const readers: readonly (readonly [RegExp, (groups: Groups) => WgetLine])[] = [
  [
    /^--(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)-- {1,4}(?:\(.{1,40}?\) {1,4})?ftps?:\/\/(?:[^@/\s]{0,300}@)?(?:\[(?<v6>[\da-f:.]{2,45})\]|(?<name>[^:/\s]{1,255}))/i,
    g => ({ kind: 'url', stamp: stampOf(g.time), host: g.v6 ?? g.name ?? '' }),
  ],
  [
    /^Resolving (?<host>[^\s(]{1,255})(?: \([^)]{1,255}\))?\.\.\. (?<result>.{0,500})$/,
    g => ({ kind: 'resolving', host: g.host ?? '', result: g.result ?? '' }),
  ],
  [
    /^[^|]{1,300}\|(?<address>[\da-f:.]{2,45})\|:(?<port>\d{1,5})\.\.\. ?(?<result>.{0,300})$/i,
    g => ({ kind: 'connecting', address: g.address ?? '', port: g.port ?? '', result: g.result ?? '' }),
  ],
  [
    /^Connecting to \[?(?<address>[\da-f:.]{2,45}?)\]?:(?<port>\d{1,5})\.\.\. ?(?<result>.{0,300})$/i,
    g => ({ kind: 'connecting', address: g.address ?? '', port: g.port ?? '', result: g.result ?? '' }),
  ],
  [/^--> (?<text>\S.{0,7000})$/, g => ({ kind: 'command', text: g.text ?? '' })],
  [
    /^trying to connect to \[?(?<address>[\da-f:.]{2,45})\]? port (?<port>\d{1,5})/i,
    g => ({ kind: 'data-connecting', address: g.address ?? '', port: g.port ?? '' }),
  ],
  [
    /^couldn't connect to \[?(?<address>[\da-f:.]{2,45})\]? port (?<port>\d{1,5}): (?<result>.{0,300})$/i,
    g => ({ kind: 'data-failed', address: g.address ?? '', port: g.port ?? '', result: g.result ?? '' }),
  ],
  [/^(?<result>failed: .{1,300}|connected\.)$/, g => ({ kind: 'connect-result', result: g.result ?? '' })],
  [/^Created socket \d/, () => ({ kind: 'socket' })],
  [/^Accepted client at socket/, () => ({ kind: 'accepted' })],
  [
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \([\d.,]{1,12} [kMGT]?B\/s\) - .{1,1000} \[(?<bytes>\d{1,15})(?:\/\d{1,15})?\]$/,
    g => ({ kind: 'saved', bytes: Number(g.bytes) }),
  ],
  [
    /^(?:(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \(.{1,30}\) - )?(?:Data connection|Data transfer aborted|Read error at byte \d{1,15})(?:[ /\d]{0,20})(?:: | \()?(?<result>.{0,300})$/,
    g => ({ kind: 'cut', isOfData: true, result: g.result ?? '' }),
  ],
  [/^Control connection closed/, () => ({ kind: 'cut', isOfData: false, result: '' })],
  [
    /^(?<text>(?:Giving up|Login incorrect|The server refuses login|Invalid PORT|Cannot initiate PASV transfer|Bind error|Error in server (?:response|greeting)).{0,100})/,
    g => ({ kind: 'gave-up', text: g.text ?? '' }),
  ],
  [/^(?<text>[1-6]\d\d[ -].{0,7000})$/, g => ({ kind: 'reply', text: g.text ?? '' })],
];

const chatter =
  /^(?:DEBUG output created by Wget|Setting --|Reading HSTS|URI encoding|Converted file name|Using [‘'`]\.listing|Caching |Releasing 0x|Closed fd|Logging in as|Logged in!|UNIX TYPE|conaddr is|Local socket fd|binding to address|\(skipping|done\.|Removed |Wrote HTML|Retrying|Deleting unused|Length: |Saving to|Reusing existing|Initiating SSL|Handshake successful|certificate:|The transfer|No such (?:file|directory)| {1,12}=> |\s{0,8}\d{1,12}K |(?:DIRECTORY|PLAINFILE|SYMLINK); |\s{0,20}[^\s]{1,80} {1,20}\d{1,3}%?\[)/;

/** Null for a line that wget does not write. A line of several steps (`… done.    ==> LIST ... done.`) gives each. */
export function readWgetLine(line: string): readonly WgetLine[] | null {
  if (line.includes('==> ')) return stepsIn(line);
  const text = line.trimEnd();
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text);
    if (match !== null) return [read(match.groups ?? {})];
  }
  return chatter.test(text) ? [{ kind: 'chatter' }] : null;
}

function stepsIn(line: string): readonly WgetLine[] | null {
  const steps = line.split('==> ').slice(1, 20);
  const lines = steps.flatMap((step): WgetLine[] => {
    const [, text, result = ''] = /^([A-Z]{3,4}(?: [^.]{0,500}?)?) \.\.\. ?(.{0,500}?)\s{0,20}$/.exec(step) ?? [];
    return text === undefined ? [] : [{ kind: 'step', text, result }];
  });
  return lines.length > 0
    ? lines
    : /^[A-Z]{3,4} not (?:needed|required)/.test(steps[0] ?? '')
      ? [{ kind: 'chatter' }]
      : null;
}

function stampOf(text: string | undefined): Stamp | null {
  return text === undefined ? null : (leadingDateTime(text)?.stamp ?? null);
}
