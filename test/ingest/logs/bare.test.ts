import { describe, expect, test } from 'vitest';
import { bare } from '../../../src/ingest/logs/bare.ts';
import { courseOf, notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const dialogue = [
  ['S', '220 hello'],
  ['C', 'USER bob'],
  ['S', '331 password'],
  ['C', 'PASS hunter2'],
  ['S', '230 in'],
  ['C', 'PASV'],
  ['S', '227 Entering Passive Mode (192,0,2,2,156,64).'],
  ['C', 'LIST'],
  ['S', '425 Failed to establish connection.'],
] as const;
const expected = [
  'connecting ?',
  'connected ?',
  '< 220 hello',
  '> USER bob',
  '< 331 password',
  '> PASS ****',
  '< 230 in',
  '> PASV',
  '< 227 Entering Passive Mode (192,0,2,2,156,64).',
  '> LIST',
  '< 425 Failed to establish connection.',
];

describe('signs', () => {
  test.each([
    ['none', '', ''],
    ['arrows', '--> ', '<-- '],
    ['double arrows', '>>> ', '<<< '],
    ['letters', 'C: ', 'S: '],
    ['names', 'Client: ', 'Server: '],
    ['Unicode arrows', '→ ', '← '],
  ])('%s', (_, client, server) => {
    const log = dialogue.map(([who, text]) => `${who === 'C' ? client : server}${text}\n`).join('');
    expect(toldBy(bare, log)).toEqual([expected]);
  });

  test('quotes as Node.js writes them', () => {
    const log = dialogue.map(([who, text]) => (who === 'C' ? `> '${text}'\n` : `< '${text}\\r\\n'\n`)).join('');
    expect(toldBy(bare, log)).toEqual([expected]);
  });

  test('one arrow for both sides: what follows it tells who speaks', () => {
    expect(toldBy(bare, '-> PASV\n-> 227 ok (192,0,2,2,156,64)\n')).toEqual([
      ['> PASV', '< 227 ok (192,0,2,2,156,64)'],
    ]);
  });
});

describe('replies of several lines', () => {
  test('name commands that nobody sent', () => {
    const [lines] = toldBy(bare, 'FEAT\n211-Features:\n PASV\nEPSV\n211 End\nPASV\n');
    expect(lines).toEqual(['> FEAT', '< 211 Features: |  PASV | EPSV | End', '> PASV']);
    expect(toldBy(bare, '> FEAT\n< 211-Features:\n<  PASV\n< 211 End\n')[0]?.filter(line => line === '> PASV')).toEqual(
      [],
    );
  });

  test('that never end are ended by a command with a sign', () => {
    expect(toldBy(bare, 'C: FEAT\nS: 211-Features:\nC: PASV\n')[0]).toEqual(['> FEAT', '< 211 Features:', '> PASV']);
  });
});

test('where replies alone were pasted, they tell the commands', () => {
  expect(toldBy(bare, '220 hello\n331 password\n230 in\n227 ok (10,0,0,2,1,2)\n').map(courseOf)).toEqual(['PASV, 227']);
});

test('an unknown client’s error is taken where only the data connection can be meant', () => {
  const passive = 'PASV\n227 ok (192,0,2,2,156,64)\n';
  expect(toldBy(bare, `${passive}error: Connection timed out\n`)[0]?.at(-1)).toBe(
    'data-failed client ? timeout (ETIMEDOUT)',
  );
  expect(notUnderstoodBy(bare, `${passive}LIST\n226 done\nerror: Connection timed out\n`)).toEqual([
    'error: Connection timed out',
  ]);
});

test('prose between the lines is not understood, and nothing else', () => {
  expect(notUnderstoodBy(bare, 'Then I typed\nPASV\nand got 227 back\n227 ok (1,2,3,4,5,6)\n')).toEqual([
    'Then I typed',
    'and got 227 back',
  ]);
});

test('another greeting is another session', () => {
  expect(toldBy(bare, '220 a\nQUIT\n221 bye\n220 a\n')).toHaveLength(2);
});

test('a session without its beginning is cut there', () => {
  expect(recordingsBy(bare, 'PASV\n227 ok (1,2,3,4,5,6)\n')[0]?.isCut).toEqual({ begin: true, end: false });
});
