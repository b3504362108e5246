import { describe, expect, test } from 'vitest';
import { type ReplyEvent, type ReplyLimits, ReplyParser } from '../../src/ftp/reply-parser.ts';

/** One byte a character, so that tests can name any byte. */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

function parse(text: string, limits?: ReplyLimits): ReplyEvent[] {
  return new ReplyParser(limits).push(bytes(text));
}

function reply(code: number, lines: string[], raw: string[]): ReplyEvent {
  return { kind: 'reply', reply: { code, lines, raw } };
}

const pureFtpdGreeting =
  '220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\r\n220-You are user number 1 of 20 allowed.\r\n' +
  '220-IPv6 connections are also welcome on this server.\r\n220 You will be disconnected after 5 minutes of inactivity.\r\n';
const vsftpdFeatures =
  '211-Features:\r\n EPRT\r\n EPSV\r\n MDTM\r\n PASV\r\n REST STREAM\r\n SIZE\r\n TVFS\r\n211 End\r\n';

describe('replies', () => {
  test('of one line', () => {
    expect(parse('220 (vsFTPd 3.0.3)\r\n')).toEqual([reply(220, ['(vsFTPd 3.0.3)'], ['220 (vsFTPd 3.0.3)'])]);
  });

  test('keep every further space', () => {
    expect(parse('200  two \r\n')).toEqual([reply(200, [' two '], ['200  two '])]);
  });

  test('of a code alone', () => {
    expect(parse('200\r\n')).toEqual([reply(200, [''], ['200'])]);
    expect(parse('200 \r\n')).toEqual([reply(200, [''], ['200 '])]);
  });

  test('of several lines that all carry the code', () => {
    const [event] = parse(pureFtpdGreeting);
    expect(event).toMatchObject({
      kind: 'reply',
      reply: {
        code: 220,
        lines: [
          '--------- Welcome to Pure-FTPd [privsep] [TLS] ----------',
          'You are user number 1 of 20 allowed.',
          'IPv6 connections are also welcome on this server.',
          'You will be disconnected after 5 minutes of inactivity.',
        ],
      },
    });
  });

  test('of several lines without codes', () => {
    expect(parse(vsftpdFeatures)).toEqual([
      reply(
        211,
        ['Features:', ' EPRT', ' EPSV', ' MDTM', ' PASV', ' REST STREAM', ' SIZE', ' TVFS', 'End'],
        ['211-Features:', ' EPRT', ' EPSV', ' MDTM', ' PASV', ' REST STREAM', ' SIZE', ' TVFS', '211 End'],
      ),
    ]);
  });

  test('whose inner lines begin with digits or other codes', () => {
    expect(parse('230-Quota\r\n100 files\r\n220 is not the end\r\n2300\r\n\r\n 230 nor this\r\n230 Done\r\n')).toEqual([
      reply(
        230,
        ['Quota', '100 files', '220 is not the end', '2300', '', ' 230 nor this', 'Done'],
        ['230-Quota', '100 files', '220 is not the end', '2300', '', ' 230 nor this', '230 Done'],
      ),
    ]);
  });

  test('whose last line is the code alone', () => {
    expect(parse('211-Features\n SIZE\n211\n')).toEqual([
      reply(211, ['Features', ' SIZE', ''], ['211-Features', ' SIZE', '211']),
    ]);
  });

  test('several in one segment', () => {
    expect(parse('150 Here it comes.\r\n226 Sent.\r\n').map(event => event.kind)).toEqual(['reply', 'reply']);
  });

  test.each([
    ['bare LF', '220 ready\n'],
    ['CR NUL', '220 ready\r\0'],
    ['CR NUL LF', '220 ready\r\0\n'],
    ['several CR', '220 ready\r\r\n'],
    ['NULs within', '2\x0020 re\0ady\r\n'],
    ['blank lines before', '\r\n\n220 ready\r\n'],
    ['Telnet negotiation before', '\xff\xfb\x01\xff\xfd\x03220 ready\r\n'],
    ['Telnet negotiation within', '220 re\xff\xfc\x22ady\r\n'],
    ['Telnet commands without option', '\xff\xf1220 ready\r\xff\xf2\n'],
  ])('with %s', (_what, text) => {
    expect(parse(text)).toEqual([reply(220, ['ready'], ['220 ready'])]);
  });

  test('in UTF-8, in Latin-1, and each line by itself', () => {
    expect(parse('257 "/gr\xc3\xbc\xc3\x9fe"\n')).toEqual([reply(257, ['"/grüße"'], ['257 "/grüße"'])]);
    expect(parse('230-gr\xfc\xdfe\n230 gr\xc3\xbc\xc3\x9fe\n')).toEqual([
      reply(230, ['grüße', 'grüße'], ['230-grüße', '230 grüße']),
    ]);
  });

  test('with the byte 255, escaped or not', () => {
    expect(parse('230 a\xff\xffb\n')).toEqual([reply(230, ['aÿb'], ['230 aÿb'])]);
    expect(parse('230 a\xff\n')).toEqual([reply(230, ['aÿ'], ['230 aÿ'])]);
  });

  test('keep control characters, which the reporters must escape', () => {
    expect(parse('220 \x1b[31mred\r\n')).toEqual([reply(220, ['\x1b[31mred'], ['220 \x1b[31mred'])]);
  });
});

describe('what is not a reply', () => {
  test.each([
    ['SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', 'an SSH server answered, not an FTP server'],
    ['HTTP/1.1 400 Bad Request\r\n', 'a web server answered, not an FTP server'],
    ['+OK POP3 ready\r\n', 'a POP3 server answered, not an FTP server'],
    ['* OK IMAP4rev1\r\n', 'an IMAP server answered, not an FTP server'],
    ['hello\r\n', 'the line does not begin with a three-digit reply code'],
    ['2200 hello\r\n', 'the line does not begin with a three-digit reply code'],
    ['220hello\r\n', 'the reply code 220 is not followed by a space or a hyphen'],
    ['099 hello\r\n', 'the reply code 099 is not within 100–699'],
    ['700 hello\r\n', 'the reply code 700 is not within 100–699'],
  ])('%j', (line, problem) => {
    expect(parse(line)).toEqual([{ kind: 'malformed', text: line.trimEnd(), problem }]);
  });

  test('a TLS alert is known at once, without a line end', () => {
    expect(parse('\x15\x03\x01\x00\x02\x02\x46')).toEqual([
      { kind: 'malformed', text: '\x15\x03\x01\x02\x02\x46', problem: 'a TLS alert came where an FTP reply was due' },
    ]);
  });

  test('binary noise is known after 512 bytes, and once only', () => {
    const noise = '\x01\x02\x03'.repeat(1000);
    expect(parse(noise)).toEqual([
      {
        kind: 'malformed',
        text: noise.slice(0, 512),
        problem: 'the line does not begin with a three-digit reply code',
      },
    ]);
  });

  test('the line after it is read again', () => {
    expect(parse(`${'x'.repeat(600)}\n220 ready\n`).map(event => event.kind)).toEqual(['malformed', 'reply']);
  });
});

describe('floods', () => {
  test('a line without end', () => {
    expect(parse(`220 ${'x'.repeat(9000)}`)).toEqual([{ kind: 'flood', limitBytes: 8192 }]);
  });

  test('a reply without end', () => {
    expect(parse(`220-\n${'x\n'.repeat(40_000)}`)).toEqual([{ kind: 'flood', limitBytes: 65_536 }]);
  });

  test('blank lines and Telnet commands without end', () => {
    expect(parse('\r\n'.repeat(40_000))).toEqual([{ kind: 'flood', limitBytes: 65_536 }]);
    expect(parse('\xff\xf1'.repeat(40_000))).toEqual([{ kind: 'flood', limitBytes: 65_536 }]);
  });

  test('end with silence', () => {
    const parser = new ReplyParser({ lineBytes: 16, replyBytes: 64 });
    expect(parser.push(bytes(`220 ${'x'.repeat(20)}`))).toEqual([{ kind: 'flood', limitBytes: 16 }]);
    expect(parser.push(bytes('\n220 ready\n'))).toEqual([]);
    expect(parser.pending()).toBe('');
  });

  test('many complete replies are none', () => {
    const events = parse('200 NOOP ok.\r\n'.repeat(10_000));
    expect(events).toHaveLength(10_000);
    expect(events.every(event => event.kind === 'reply')).toBe(true);
  });
});

describe('pending', () => {
  test('is what has come of an unfinished reply', () => {
    const parser = new ReplyParser();
    parser.push(bytes('220-Welcome\r\n220 rea'));
    expect(parser.pending()).toBe('220-Welcome\n220 rea');
    parser.push(bytes('dy\r\n'));
    expect(parser.pending()).toBe('');
  });

  test('has at most 1,000 characters', () => {
    const parser = new ReplyParser();
    parser.push(bytes(`220-Welcome\r\n${'x'.repeat(5000)}`));
    expect(parser.pending()).toHaveLength(1000);
  });
});

describe('bytes split anywhere give the same events', () => {
  const conversations = [
    pureFtpdGreeting + vsftpdFeatures,
    '\xff\xfb\x01220 r\xff\xffea\xc3\xbcdy\r\0\n150 \xfc\r\n226\r\n\r\n\0\n',
    `SSH-2.0-x\r\n\x15\x03\x01\x02\x02\x46\x01${'y'.repeat(30)}\n220 ok\n${'z'.repeat(520)}\n230-a\n230b\n230-c\n230 d\n`,
    `220-\n${'x\n'.repeat(10)}220 ${'y'.repeat(70)}\n200 after the flood\n`,
  ];
  const limits = { lineBytes: 600, replyBytes: 700 };

  test.each(conversations)('%j', text => {
    const whole = parse(text, limits);
    const all = bytes(text);
    for (let at = 0; at <= all.length; at += 1) {
      const parser = new ReplyParser(limits);
      expect([...parser.push(all.subarray(0, at)), ...parser.push(all.subarray(at))]).toEqual(whole);
    }
    const parser = new ReplyParser(limits);
    expect(Array.from(all, byte => parser.push(Uint8Array.of(byte))).flat()).toEqual(whole);
  });
});
