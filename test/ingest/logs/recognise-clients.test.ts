import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLogBytes } from '../../../src/ingest/logs/read-log.ts';
import { sample } from '../support/told-by.ts';

const folder = new URL('../../../fixtures/samples/', import.meta.url);
const logs = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map(file => `${name}/${file}`))
  .filter(file => file.endsWith('.log'));

/** The format that a text is taken for, or null. */
function formatOf(text: string): string | null {
  const result = readLogBytes(Buffer.from(text), { file: 'test.log' });
  return result.kind === 'read' ? result.format.id : null;
}

test.each(logs)('sample %s is recognised, and every line of it understood', file => {
  const result = readLogBytes(Buffer.from(sample(file)), { file });
  expect(result).toMatchObject({ kind: 'read', format: { id: /\/([a-z]+)/.exec(file)?.[1] }, linesNotUnderstood: 0 });
});

/** A few lines of each, as they stand in tickets. */
const snippets: Readonly<Record<string, readonly string[]>> = {
  lftp: [
    '---- Connecting data socket to (192.0.2.2) port 40000\n**** Data socket error (Connection refused) - reconnecting\n',
    '---> PASV\n<--- 227 Entering Passive Mode (10,0,0,2,156,64).\n',
    '2026-11-23 10:02:11 h ---- Connecting to h (192.0.2.2) port 990\n2026-11-23 10:03:11 h ---- Closing control socket\n',
  ],
  ftplib: [
    "*cmd* 'PASV'\n*resp* '227 Entering Passive Mode (10,0,0,2,156,64).'\nTimeoutError: timed out\n",
    'Traceback (most recent call last):\n  File "/usr/lib/python3.11/ftplib.py", line 158, in connect\n    self.sock = socket.create_connection()\nTimeoutError: timed out\n',
  ],
  'ftp-debug': [
    '---> PORT 192,168,0,2,4,1\n500 Illegal PORT command.\nftp: connect: Connection refused\n',
    'Connected to 192.0.2.2.\n220 Microsoft FTP Service\nUser (192.0.2.2:(none)): bob\n331 Password required\nPassword:\n530 User cannot log in.\nLogin failed.\nftp> bye\n',
    'ftp> ls\n---> PASV\n227 ok (10,0,0,2,156,64)\nftp: connect: No route to host\nftp> \n',
  ],
  ncftp: ['2026-11-23 10:02:11  Cmd: PASV\n2026-11-23 10:02:11  227: Entering Passive Mode (10,0,0,2,156,64).\n'],
  'basic-ftp': [
    'Connected to 192.0.2.2:21 (No encryption)\n< 220 hello\n\n> USER bob\n< 331 password\n\n> PASS ###\n< 230 in\n\n',
    'Login security: TLSv1.3\n> PASV\n< 227 Entering Passive Mode (10,0,0,2,156,64)\n\n> LIST\n< 425 no\n\n',
  ],
  curl: [
    '* Connected to h (192.0.2.2) port 21\n< 220 hello\n> USER bob\n< 331 password\n> PASS x\n< 230 in\n> EPSV\n* Connect data stream passively\n< 229 ok (|||40000|)\n',
  ],
  'fluent-ftp': [
    'Command:  PASV\nResponse: 227 Entering Passive Mode (10,0,0,2,156,64) [55ms]\nStatus:   Connecting to IP #1= ***:40000\n',
    '# OpenPassiveDataStream(AutoPassive, "MLSD /", 0)\nCommand:  EPSV\nResponse: 229 ok (|||57119|)\nStatus:   Connecting to 192.0.2.2:57119\n',
    '2026-11-23 10:02:11.684 +05:30 [INF] Command:  PORT 10,0,0,2,4,1\n2026-11-23 10:02:11.784 +05:30 [INF] Response: 425 no [55ms]\n',
  ],
  rclone: [
    '2026/11/23 10:02:11 DEBUG : FTP Tx: "PASV"\n2026/11/23 10:02:11 DEBUG : FTP Rx: "227 ok (10,0,0,2,156,64)"\n',
    '2026/11/23 10:02:11 DEBUG : ftp://h:21: dial("tcp","192.0.2.2:21")\n2026/11/23 10:02:11 DEBUG : ftp://h:21: > dial: conn=<nil>, err=x\n',
  ],
  bare: [
    'USER bob\n331 password\nPASV\n227 Entering Passive Mode (10,0,0,2,156,64).\n',
    'C: PASV\nS: 227 Entering Passive Mode (10,0,0,2,156,64).\nC: LIST\nS: 425 no\n',
    '220 hello\n331 password\n230 in\n227 Entering Passive Mode (10,0,0,2,156,64).\n',
    '> PASV\n< 227 Entering Passive Mode (10,0,0,2,156,64)\n> LIST\n< 425 no\n',
    '>>> PORT 10,0,0,2,4,1\n<<< 500 Illegal PORT command.\n>>> QUIT\n',
  ],
};

describe('snippets', () => {
  test.each(Object.entries(snippets).flatMap(([id, texts]) => texts.map(text => [id, text] as const)))(
    '%s: %j',
    (id, text) => {
      expect(formatOf(text)).toBe(id);
    },
  );

  test.each(Object.entries(snippets).map(([id, [text = '']]) => [id, text] as const))(
    '%s, indented in a ticket with a time in front of each line',
    (id, text) => {
      const indented = text.replace(/^(?=.)/gm, '    [10:02:11] ');
      expect(formatOf(indented)).toBe(id);
    },
  );
});

test.each([
  [
    'prose',
    'At 10:02 the server answered 530 and then 220 people called.\nWe have 250 users.\nThe error: Connection refused.\n',
  ],
  [
    'SMTP',
    '220 mail.example.com ESMTP\nEHLO a\n250-mail.example.com\n250 OK\nMAIL FROM:<a@b>\n250 OK\nQUIT\n221 bye\n',
  ],
  ['HTTP', '> GET / HTTP/1.1\n> Host: a\n< HTTP/1.1 200 OK\n< Content-Length: 3\n'],
  [
    'a listing',
    'drwxr-xr-x    2 ftp      ftp            4096 Feb 14 09:41 pub\n-rw-r--r--    1 ftp      ftp            1076 Jan 03 09:41 a\n',
  ],
])('%s is no FTP log', (_, text) => {
  expect(formatOf(text)).toBeNull();
});
