import { describe, expect, it } from 'vitest';
import { winscp } from '../../../src/ingest/logs/winscp.ts';
import { notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

/** The lines with a stamp behind their sign, 10 ms apart. */
const log = (...lines: string[]): string =>
  lines
    .map((line, index) => `${line[0]} 2026-11-23 10:02:11.${String(index * 10).padStart(3, '0')} ${line.slice(2)}`)
    .join('\r\n')
    .replaceAll('\r', '');
const told = (...lines: string[]): readonly string[] => toldBy(winscp, log(...lines)).flat();

const head = [
  '. --------------------------------------------------------------------------',
  '. WinSCP Version 6.3.5 (Build 14991 2024-08-07) (OS 10.0.22631 - Windows 11 Pro)',
  '. Hostname: ftp.example.com (Port: 21)',
  '. Username: lab (Password: Yes, Key file: No, Passphrase: No)',
  '. Transfer Protocol: FTP',
  '. FTP: Passive: Yes [Force IP: Auto]; MLSD: Auto [List all: Auto]; HOST: Auto',
];
const connected = [
  ...head,
  '. Connecting to ftp.example.com ...',
  '. Connected with ftp.example.com. Waiting for welcome message...',
  '< 220 ready',
];
const asked = [...connected, '> PASV', '< 227 Entering Passive Mode (10,20,0,2,156,64)'];
const behind = (...lines: string[]): readonly string[] => told(...asked, ...lines).slice(5);

describe('WinSCP’s session log', () => {
  it('tells of a listing from the name to the end of its data', () => {
    const lines = [
      ...connected,
      '> USER lab',
      '< 331 pw',
      '> PASS secret',
      '< 230 in',
      '. Connected',
      '> PASV',
      '< 227 Entering Passive Mode (203,0,113,2,156,64)',
      '> MLSD',
      '. Connecting to 203.0.113.2:40000 ...',
      '< 150 here it comes',
      '. Data connection opened',
      '. Data connection closed',
      '< 226 done',
      '. Directory listing successful',
    ];
    expect(notUnderstoodBy(winscp, log(...lines))).toEqual([]);
    expect(told(...lines)).toEqual([
      'connecting ?',
      'connected ?',
      '< 220 ready',
      '> USER lab',
      '< 331 pw',
      '> PASS ****',
      '< 230 in',
      '> PASV',
      '< 227 Entering Passive Mode (203,0,113,2,156,64)',
      '> MLSD',
      'data-connecting client 203.0.113.2:40000',
      '< 150 here it comes',
      'data-connected client 203.0.113.2:40000',
      'data-ended orderly',
      '< 226 done',
      'said transfer-succeeded: Directory listing successful',
    ]);
  });

  it('has times to the millisecond, and names the host', () => {
    const [recording] = recordingsBy(winscp, log(...connected));
    expect(recording).toMatchObject({ clock: 'exact', host: 'ftp.example.com', isCut: { begin: false, end: false } });
    expect(recording?.startedAt).toBe('2026-11-23T10:02:11.000');
    expect(recording?.events.map(({ atMs }) => atMs)).toEqual([60, 70, 80]);
  });

  it('keeps the sessions of background transfers apart', () => {
    const lines = [
      '. [Session 2] Connecting to ftp.example.com ...',
      '. Connecting to ftp.example.com ...',
      '< [Session 2] 220 two',
      '< 220 one',
    ];
    expect(toldBy(winscp, log(...lines)).map(events => events.at(-1))).toEqual(['< 220 two', '< 220 one']);
  });

  it('passes over what is not FTP', () => {
    expect(
      told(
        '. Transfer Protocol: SFTP (SCP)',
        '. Connecting to 192.0.2.1 port 22',
        '> Type: SSH_FXP_INIT, Size: 5, Number: -1',
      ),
    ).toEqual([]);
  });

  it('begins a session with each connection', () => {
    expect(toldBy(winscp, log(...connected, '. Disconnected from server', ...connected))).toHaveLength(2);
  });
});

describe('what WinSCP says', () => {
  it.each([
    'Server sent passive reply with unroutable address 10.20.0.2, using host address instead.',
    'Using host address 203.0.113.2 instead of the one suggested by the server: 10.20.0.2',
  ])('of an address that it replaces: %s', text => {
    expect(behind(`. ${text}`)).toEqual([`said passive-address-replaced: ${text}`]);
  });

  it('of a data connection that is refused', () => {
    const reason = 'No connection could be made because the target machine actively refused it.';
    expect(
      behind('. Connecting to 10.20.0.2:40000 ...', `. Transfer channel can't be opened. Reason: ${reason}`),
    ).toEqual(['data-connecting client 10.20.0.2:40000', 'data-failed client 10.20.0.2:40000 refused (ECONNREFUSED)']);
  });

  it('of a data connection that does not come about', () => {
    expect(
      behind(
        '. Connecting to 10.20.0.2:40000 ...',
        '. Timeout detected. (data connection)',
        '. Could not retrieve directory listing.',
      ),
    ).toEqual([
      'data-connecting client 10.20.0.2:40000',
      'data-failed client 10.20.0.2:40000 timeout (connect)',
      'said transfer-failed: Could not retrieve directory listing.',
    ]);
  });

  it('of a transfer that stalls', () => {
    expect(behind('. Data connection opened', '. Timeout detected. (data connection)').at(-1)).toBe(
      'data-ended timeout (transfer)',
    );
  });

  it('of a server that does not answer, or hangs up', () => {
    expect(behind('> MLSD', '. Timeout detected. (control connection)').at(-1)).toBe('control-ended timeout (command)');
    expect(behind('> MLSD', '. Disconnected from server').at(-1)).toBe('control-ended closed (read)');
    expect(behind('. Disconnected from server')).toEqual([]);
  });

  it.each([
    ['. Timeout detected. (control connection)', 'timeout (connect)'],
    ['. No connection could be made because the target machine actively refused it.', 'refused (ECONNREFUSED)'],
    ['* (EFatal) **Network error: Connection to "ftp.example.com" timed out.**', 'timeout (ETIMEDOUT)'],
    ['. Network error: No route to host "ftp.example.com".', 'unreachable (EHOSTUNREACH)'],
  ])('of a server that cannot be reached: %s', (line, why) => {
    expect(told('. Connecting to ftp.example.com ...', line)).toEqual(['connecting ?', `connect-failed ? ${why}`]);
  });

  it('of a name that is not found', () => {
    expect(told(...head, `. Can't resolve hostname "nosuch.example.com".`)).toEqual([
      'resolve-failed not-found (resolve)',
    ]);
  });

  it('of TLS on both connections', () => {
    const [recording] = recordingsBy(
      winscp,
      log(
        ...connected,
        '> AUTH TLS',
        '< 234 go',
        '. Using TLSv1.3, cipher TLSv1.3: TLS_AES_256_GCM_SHA384, 2048 bit RSA, TLS_AES_256_GCM_SHA384',
        '. TLS connection established',
        '> PASV',
        '< 227 (203,0,113,2,156,64)',
        '. Trying reuse main TLS session ID',
        '. Session ID reused',
        '. Using TLSv1.3, cipher TLSv1.3: TLS_AES_256_GCM_SHA384, 2048 bit RSA, TLS_AES_256_GCM_SHA384',
        '. TLS connection established',
      ),
    );
    const tls = { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' };
    expect(recording?.events.filter(({ kind }) => kind === 'tls-started')).toMatchObject([
      { on: 'control', tls },
      { on: 'data', tls: { ...tls, session: 'reused' } },
    ]);
  });

  it('of TLS that fails', () => {
    const failing = [
      ...connected,
      '> AUTH TLS',
      '< 234 go',
      '. SSL3 alert read: fatal: handshake failure',
      ". Can't establish TLS connection",
    ];
    expect(told(...failing).at(-1)).toMatch(/^tls-failed control tls/);
    expect(told(...connected, '> AUTH TLS', '< 234 go', '. Peer certificate rejected').at(-1)).toBe(
      'said certificate-rejected: Peer certificate rejected',
    );
  });
});
