import { describe, expect, it } from 'vitest';
import { wget } from '../../../src/ingest/logs/wget.ts';
import { notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const told = (...lines: string[]): readonly string[] => toldBy(wget, lines.join('\n')).flat();

const head = [
  'Setting --tries (tries) to 1',
  'DEBUG output created by Wget 1.21.3 on linux-gnu.',
  '',
  'Reading HSTS entries from /home/lab/.wget-hsts',
  '--2026-11-25 23:24:23--  ftp://lab:*password*@ftp.example.com/',
  '           => ‘.listing’',
  'Resolving ftp.example.com (ftp.example.com)... 192.0.2.1, 2001:db8::1',
  'Caching ftp.example.com => 192.0.2.1 2001:db8::1',
  'Connecting to ftp.example.com (ftp.example.com)|192.0.2.1|:21... connected.',
  'Created socket 4.',
  'Releasing 0x00005647f3daeda0 (new refcount 1).',
];
const begun = [
  'resolving ftp.example.com',
  'resolved 192.0.2.1 2001:db8::1',
  'connecting 192.0.2.1:21',
  'connected 192.0.2.1:21',
];
const login = [
  '220 ready',
  'Logging in as lab ... ',
  '--> USER lab',
  '',
  '',
  '331 pw',
  '',
  '--> PASS secret',
  '',
  '',
  '230 in',
  'Logged in!',
];
const asked = [
  ...head,
  ...login,
  'conaddr is: 192.0.2.1',
  '==> PASV ... ',
  '--> PASV',
  '',
  '',
  '227 (10,20,0,2,156,64).',
];
const behind = (...lines: string[]): readonly string[] => told(...asked, ...lines).slice(begun.length + 7);

describe('wget -d', () => {
  it('tells of a listing in passive mode', () => {
    const lines = [
      ...asked,
      'trying to connect to 10.20.0.2 port 40000',
      'Created socket 5.',
      'done.    ==> LIST ... ',
      '--> LIST -a',
      '',
      '',
      '150 Here comes the directory listing.',
      '(skipping "LIST")done.',
      '',
      '     0K                                                         135M=0s',
      '',
      'Closed fd 5',
      '226 Directory send OK.',
      '2026-11-25 23:24:23 (135 MB/s) - ‘.listing’ saved [858]',
      '',
      'DIRECTORY; perms 755; size: 4096; month: Feb; day: 14; time: 09:41:00 (no yr); archive',
    ];
    expect(notUnderstoodBy(wget, lines.join('\n'))).toEqual([]);
    expect(told(...lines)).toEqual([
      ...begun,
      '< 220 ready',
      '> USER lab',
      '< 331 pw',
      '> PASS ****',
      '< 230 in',
      '> PASV',
      '< 227 (10,20,0,2,156,64).',
      'data-connecting client 10.20.0.2:40000',
      'data-connected client 10.20.0.2:40000',
      '> LIST -a',
      '< 150 Here comes the directory listing.',
      '< 226 Directory send OK.',
      'data-bytes',
      'said transfer-succeeded: saved',
    ]);
  });

  it('tells of the server’s connection in active mode', () => {
    const lines = [
      '--> PORT 198,51,100,2,152,51',
      '',
      '',
      '200 ok',
      '--> LIST -a',
      '',
      '',
      '150 here',
      'Accepted client at socket 6.',
    ];
    expect(told(...head, ...login, ...lines).at(-1)).toBe('data-connected server ?');
  });

  it('tells of a data connection that fails', () => {
    expect(
      behind(
        'trying to connect to 10.20.0.2 port 40000',
        'Closed fd 5',
        "couldn't connect to 10.20.0.2 port 40000: Connection refused",
      ),
    ).toEqual(['data-connecting client 10.20.0.2:40000', 'data-failed client 10.20.0.2:40000 refused (ECONNREFUSED)']);
  });

  it('tells when it began, and of nothing else when', () => {
    const [recording] = recordingsBy(wget, head.join('\n'));
    expect(recording).toMatchObject({ clock: 'none', startedAt: '2026-11-25T23:24:23.000', host: 'ftp.example.com' });
    expect(recording?.events.every(({ atMs }) => atMs === null)).toBe(true);
  });

  it('keeps the lines of a reply together, whatever is in them', () => {
    const lines = ['220-Welcome', 'Connecting to somewhere|192.0.2.9|:21... connected.', '220 ready'];
    expect(told(...head, ...lines).at(-1)).toBe(
      '< 220 Welcome | Connecting to somewhere|192.0.2.9|:21... connected. | ready',
    );
  });

  it('tells what greets in place of a server of FTP', () => {
    expect(told(...head, 'SSH-2.0-OpenSSH_9.2p1', 'Error in server response. Closing.').slice(begun.length)).toEqual([
      'noise SSH-2.0-OpenSSH_9.2p1',
      'said transfer-failed: Error in server response. Closing.',
    ]);
  });
});

describe('a server that wget does not reach', () => {
  it.each([
    [
      ['Resolving nosuch.example.com (nosuch.example.com)... failed: Name or service not known.'],
      ['resolving nosuch.example.com', 'resolve-failed not-found (ENOTFOUND)'],
    ],
    [
      ['Connecting to 192.0.2.1:21... failed: Connection refused.'],
      ['connecting 192.0.2.1:21', 'connect-failed 192.0.2.1:21 refused (ECONNREFUSED)'],
    ],
    [
      ['Connecting to 192.0.2.1:21... Closed fd 4', 'failed: No route to host.'],
      ['connecting 192.0.2.1:21', 'connect-failed 192.0.2.1:21 unreachable (EHOSTUNREACH)'],
    ],
    [
      ['Connecting to ftp.example.com (ftp.example.com)|2001:db8::1|:21... failed: Connection timed out.'],
      ['connecting [2001:db8::1]:21', 'connect-failed [2001:db8::1]:21 timeout (ETIMEDOUT)'],
    ],
  ])('%j', (lines, events) => {
    expect(told('--2026-11-25 23:24:23--  ftp://192.0.2.1/', ...lines)).toEqual(events);
  });

  it('is tried again in a session of its own', () => {
    const once = ['Connecting to 192.0.2.1:21... failed: Connection refused.', 'Retrying.', ''];
    const log = [
      '--2026-11-25 23:24:23--  ftp://192.0.2.1/',
      ...once,
      '--2026-11-25 23:24:24--  (try: 2)  ftp://192.0.2.1/',
      ...once,
    ];
    expect(toldBy(wget, log.join('\n'))).toHaveLength(2);
  });
});

describe('wget without -d', () => {
  const quiet = head.filter(line => !/^DEBUG|^Setting/.test(line)).slice(2, 7);

  it('tells of steps, and not what was answered', () => {
    const lines = [
      'Connecting to ftp.example.com (ftp.example.com)|192.0.2.1|:21... connected.',
      'Logging in as lab ... Logged in!',
      '==> SYST ... done.    ==> PWD ... done.',
      '==> TYPE I ... done.  ==> CWD not needed.',
      '==> PASV ... done.    ==> LIST ... done.',
    ];
    expect(notUnderstoodBy(wget, [...quiet, ...lines].join('\n'))).toEqual([]);
    expect(told(...lines).slice(2)).toEqual([
      '> SYST',
      '> PWD',
      '> TYPE I',
      '> PASV',
      'data-connected client ?',
      '> LIST',
    ]);
  });

  it('tells of a data connection that fails', () => {
    expect(told("==> PASV ... couldn't connect to 10.20.0.2 port 40000: Connection timed out")).toEqual([
      '> PASV',
      'data-failed client 10.20.0.2:40000 timeout (ETIMEDOUT)',
    ]);
  });
});
