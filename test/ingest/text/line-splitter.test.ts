import { describe, expect, it } from 'vitest';
import { LineSplitter, longestLine } from '../../../src/ingest/text/line-splitter.ts';

function linesOf(...pieces: (string | Uint8Array)[]): string[] {
  return numbered(...pieces).map(({ text }) => text);
}

function numbered(...pieces: (string | Uint8Array)[]) {
  const splitter = new LineSplitter();
  const lines = pieces.flatMap(piece => splitter.push(typeof piece === 'string' ? Buffer.from(piece) : piece));
  return [...lines, ...splitter.end()];
}

/** Every byte in a piece of its own. */
function bytewise(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
}

const padding = `${'x'.repeat(600)}\n`;

describe('the division into lines', () => {
  it.each([
    ['LF', 'one\ntwo\n'],
    ['CR LF', 'one\r\ntwo\r\n'],
    ['CR', 'one\rtwo\r'],
    ['no end at the last one', 'one\ntwo'],
  ])('ends a line with %s', (_, text) => {
    expect(linesOf(text)).toEqual(['one', 'two']);
  });

  it('keeps empty lines', () => {
    expect(linesOf('one\n\n\r\ntwo')).toEqual(['one', '', '', 'two']);
  });

  it('numbers lines as editors do, and gives the parts of a line with lone CRs one number', () => {
    expect(numbered('meter 1\rmeter 2\r* Trying\r\n< 220 ready\n')).toEqual([
      { text: 'meter 1', number: 1 },
      { text: 'meter 2', number: 1 },
      { text: '* Trying', number: 1 },
      { text: '< 220 ready', number: 2 },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('does not depend on how the bytes were divided (%j)', end => {
    const text = `${padding}one${end}zwölf${end}${end}€uro`;
    expect(linesOf(...bytewise(Buffer.from(text)))).toEqual(linesOf(text));
  });

  it('gives complete lines before the file has ended', () => {
    const splitter = new LineSplitter();
    splitter.push(Buffer.from(padding));
    expect(splitter.push(Buffer.from('one\ntw'))).toMatchObject([{ text: 'one' }]);
    expect(splitter.push(Buffer.from('o\n'))).toMatchObject([{ text: 'two' }]);
  });

  it('gives nothing for an empty file', () => {
    expect(linesOf()).toEqual([]);
  });
});

describe('encodings', () => {
  const text = 'Réponse :\t220 日本\r\nzweite Zeile\n';
  const lines = ['Réponse :\t220 日本', 'zweite Zeile'];
  const utf16le = Buffer.from(text, 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ['UTF-16 LE with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le])],
    ['UTF-16 BE with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['UTF-16 LE without', utf16le],
    ['UTF-16 BE without', utf16be],
  ])('reads %s', (_, bytes) => {
    expect(linesOf(bytes)).toEqual(lines);
    expect(linesOf(...bytewise(bytes))).toEqual(lines);
  });

  it('reads as Latin-1 the lines that are not UTF-8, and no others', () => {
    const bytes = Buffer.concat([Buffer.from('Réponse\n'), Buffer.from('Réponse\n', 'latin1')]);
    expect(linesOf(bytes)).toEqual(['Réponse', 'Réponse']);
  });

  it('does not take zeros at the beginning of a truncated log for UTF-16', () => {
    expect(linesOf(Buffer.concat([Buffer.alloc(4000), Buffer.from('\n220 ready\n')])).at(-1)).toBe('220 ready');
  });

  it('survives half a UTF-16 unit at the end', () => {
    expect(
      linesOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('ab', 'utf16le'), Buffer.from([0x41])])),
    ).toEqual(['ab\ufffd']);
  });
});

describe('lines that are too long', () => {
  it.each([1, 1000, 64_000])('cuts and counts them, in pieces of %i bytes', size => {
    const splitter = new LineSplitter();
    const bytes = Buffer.from(`${'a'.repeat(40_000)}\nnext\n${'é'.repeat(30_000)}\nlast`);
    const lines = [];
    for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
    lines.push(...splitter.end());
    expect(lines.map(({ text }) => text)).toEqual(['a'.repeat(longestLine), 'next', 'é'.repeat(longestLine), 'last']);
    expect(splitter.cutLines).toBe(2);
  });

  it('leaves a line of just the limit alone', () => {
    const splitter = new LineSplitter();
    expect(splitter.push(Buffer.from(`${'日'.repeat(longestLine)}\n`))).toEqual([
      { text: '日'.repeat(longestLine), number: 1 },
    ]);
    expect(splitter.cutLines).toBe(0);
  });

  it('keeps no more than the beginning of a line that does not end', () => {
    const splitter = new LineSplitter();
    const piece = Buffer.alloc(1_000_000, 'a');
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 300; count += 1) splitter.push(piece);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    expect(splitter.end()).toMatchObject([{ number: 1 }]);
  });
});
