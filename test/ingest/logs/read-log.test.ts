import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ReadLog, readLog, readLogBytes } from '../../../src/ingest/logs/read-log.ts';
import { logFormats } from '../../../src/ingest/logs/registry.ts';
import { inOneLine, sample } from '../support/told-by.ts';

const folder = new URL('../../../fixtures/samples/', import.meta.url);
const samples = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map(file => `${name}/${file}`))
  .filter(path => path.endsWith('.log'));

function read(text: string | Uint8Array, as?: string): ReadLog {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const result = readLogBytes(bytes, { file: 'test.log', ...(as === undefined ? {} : { as }) });
  if (result.kind !== 'read') throw new Error('the log was not recognised');
  return result;
}

const told = ({ recordings }: ReadLog): string[][] => recordings.map(({ events }) => events.map(inOneLine));

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('the samples', () => {
  it.each(samples)('%s is recognised by its content and understood to the last line', path => {
    const result = read(readFileSync(new URL(path, folder)));
    const [client] = /[^/]+$/.exec(path)?.[0].split(/[-.]/) ?? [];
    expect(result.format.id).toBe(client);
    expect(result.unwrapped).toEqual([]);
    expect(result.firstNotUnderstood).toBeNull();
    expect(result.recordings.length).toBeGreaterThan(0);
  });

  it.each(samples)('%s tells no password', path => {
    const text = JSON.stringify(read(readFileSync(new URL(path, folder))).recordings);
    expect(text).not.toContain('Lab-pw-7!x');
  });

  it.each(samples)('%s tells the same when it comes in pieces', async path => {
    const bytes = readFileSync(new URL(path, folder));
    const result = await readLog(inPieces(bytes, 37), { file: 'test.log' });
    expect(result).toEqual(read(bytes));
  });
});

const clients = ['curl-pasv', 'curl-port', 'lftp-pasv', 'ftplib', 'filezilla-pasv', 'filezilla-port'];
const prose = 'Hello,\n\nlisting hangs for us since Monday, please see what our client says below.\n\n';
const each = (text: string, change: (line: string) => string): string =>
  text
    .replace(/\r?\n$/, '')
    .split('\n')
    .map(line => change(line.replace(/\r$/, '')))
    .join('\n');

/** What tickets, mails and collectors do to a log. */
const wrappings: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  'CR LF': text => each(text, line => `${line}\r`),
  'UTF-16 with its mark': text => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 without': text => Buffer.from(text, 'utf16le'),
  'a mail’s quote marks': text => each(text, line => `> ${line}`),
  'the quote marks of two mails': text => each(text, line => `> > ${line}`),
  bars: text => each(text, line => `| ${line}`),
  indentation: text => each(text, line => `    ${line}`),
  'a code block in prose': text => `${prose}\`\`\`text\n${text}\n\`\`\`\n\nThanks, A. User`,
  'quoted prose around it': text => each(`${prose}${text}\n\nThanks, A. User`, line => `> ${line}`),
  'ISO stamps': text => each(text, line => `2026-11-23T10:02:11.123456789Z ${line}`),
  'stamps in brackets': text => each(text, line => `[10:02:11.5] ${line}`),
  syslog: text => each(text, line => `Nov 23 10:02:11 gateway client[4711]: ${line}`),
  'a container’s JSON': text =>
    each(text, log => JSON.stringify({ log: `${log}\n`, stream: 'stderr', time: '2026-11-23T10:02:11.123456789Z' })),
  'container runtime and quote marks': text => each(text, line => `> 2026-11-23T10:02:11.5Z stderr F ${line}`),
  compose: text => each(text, line => `client-1  | ${line}`),
  'HTML entities': text =>
    each(text, line => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
  'a terminal’s colours': text => each(text, line => `\u001b[33m${line}\u001b[0m`),
  'line numbers': text => {
    let number = 0;
    return each(text, line => `${String(++number).padStart(6)}\t${line}`);
  },
};

describe.each(clients)('what is put around %s', client => {
  const text = sample(`server-nat-wrong-public-227/${client}.log`);

  it.each(Object.keys(wrappings))('%s is taken off', name => {
    const wrapped = read(wrappings[name]?.(text) ?? '');
    const plain = read(text);
    expect(wrapped.format).toBe(plain.format);
    expect(told(wrapped)).toEqual(told(plain));
  });
});

describe('a log whose lines a mail program broke', () => {
  it('is joined again where that is safe', () => {
    const result = read(
      [
        '* Connected to ftp.example.com (192.0.2.1) port 21 (#0)',
        '< 220 This is a private system, all access to which is logged, so',
        'think twice',
        '> USER lab',
        '< 331 Please specify the password of the account at the laboratory',
        'now',
      ].join('\n'),
    );
    expect(told(result)[0]).toContain('< 220 This is a private system, all access to which is logged, so think twice');
    expect(result.linesNotUnderstood).toBe(0);
  });
});

describe('times in front that are not the format’s own', () => {
  const stamped = (stamps: readonly string[]): ReadLog =>
    read(
      ['* Connected to 192.0.2.1 (192.0.2.1) port 21 (#0)', '< 220 ready', '> USER lab']
        .map((line, index) => `${stamps[index]} ${line}`)
        .join('\n'),
    );

  it('become the events’ times', () => {
    const [recording] = stamped([
      '2026-11-23T10:02:11.000Z',
      '2026-11-23T10:02:11.250Z',
      '2026-11-23T10:02:12.5Z',
    ]).recordings;
    expect(recording).toMatchObject({ clock: 'exact', startedAt: '2026-11-23T10:02:11.000Z' });
    expect(recording?.events.map(({ atMs }) => atMs)).toEqual([0, 250, 1500]);
  });

  it('may be to the second, without a date, and pass midnight', () => {
    const [recording] = stamped(['[23:59:58]', '[23:59:59]', '[00:00:01]']).recordings;
    expect(recording).toMatchObject({ clock: 'seconds', startedAt: null });
    expect(recording?.events.map(({ atMs }) => atMs)).toEqual([0, 1000, 3000]);
  });
});

describe('a file', () => {
  it.each([
    [
      'prose',
      'We have 250 people, and 220 of them use FTP.\nThe firewall rules are:\n* open 21\n* open 20\n'.repeat(30),
    ],
    ['nothing', ''],
    ['empty lines', '\n'.repeat(1000)],
    [
      'a web server’s log',
      '192.0.2.7 - - [23/Nov/2026:10:02:11 +0000] "GET / HTTP/1.1" 200 512 "-" "curl/7.88.1"\n'.repeat(300),
    ],
    ['a list', '* item\n* another item\n> a quotation\n'.repeat(100)],
  ])('of %s is none of the logs, and what was looked for is named', (_, text) => {
    const result = readLogBytes(Buffer.from(text), { file: 'test.log' });
    expect(result).toMatchObject({ kind: 'not-recognised', tried: logFormats.map(({ name }) => name) });
  });

  it('is given up once 20,000 lines were of no known format', async () => {
    let pieces = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        pieces += 1;
        yield Buffer.from('nothing of interest\n'.repeat(1000));
      }
    }
    const result = await readLog(endless(), { file: '-' });
    expect(result.kind).toBe('not-recognised');
    expect(pieces).toBeLessThan(30);
  });

  it('may have other things in front of the log', () => {
    const result = read(`${'a line of something else\n'.repeat(1000)}${sample('healthy-vsftpd/curl-pasv.log')}`);
    expect(result.format.id).toBe('curl');
    expect(result.recordings).toHaveLength(1);
    expect(result).toMatchObject({ linesNotUnderstood: 1000, firstNotUnderstood: { number: 1 } });
  });

  it('counts and names what was not understood', () => {
    const log = sample('healthy-vsftpd/filezilla-pasv.log').split('\n');
    const result = read([...log.slice(0, 5), 'what is this?', '', 'and this?', ...log.slice(5)].join('\n'));
    expect(result.linesNotUnderstood).toBe(2);
    expect(result.firstNotUnderstood).toMatchObject({ text: 'what is this?', number: 6 });
  });

  it('is of the format that is asked for', () => {
    expect(read('> PASV\n', 'curl').format.id).toBe('curl');
    expect(() => read('> PASV\n', 'no-such')).toThrow(RangeError);
  });
});

describe('bounds', () => {
  it('cuts long lines, and counts them', () => {
    const log = sample('healthy-vsftpd/curl-pasv.log');
    const result = read(`${log}* ${'x'.repeat(100_000)}\n`);
    expect(result.linesCut).toBe(1);
    expect(result.recordings).toHaveLength(1);
  });

  it.each([
    [
      'random bytes',
      Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) & 255)),
    ],
    ['one gigantic line of brackets', Buffer.alloc(2_000_000, '[')],
    ['lone CRs', Buffer.alloc(50_000, '\r')],
  ])(
    'hold for %s',
    (_, bytes) => {
      for (const as of [undefined, ...logFormats.map(({ id }) => id)]) {
        const began = performance.now();
        readLogBytes(bytes, { file: 'test.log', ...(as === undefined ? {} : { as }) });
        expect(performance.now() - began).toBeLessThan(5000);
      }
    },
    60_000,
  );
});
