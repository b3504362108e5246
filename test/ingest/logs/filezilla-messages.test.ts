import { describe, expect, it } from 'vitest';
import { filezilla } from '../../../src/ingest/logs/filezilla.ts';
import { recordingsBy, toldBy } from '../support/told-by.ts';

const told = (...lines: string[]): readonly string[] => toldBy(filezilla, lines.join('\n')).flat();
const connecting = 'Status:\tConnecting to 203.0.113.2:21...';
const connected = 'Status:\tConnection established, waiting for welcome message...';

describe('names and addresses', () => {
  it('are resolved, and tried one after the other', () => {
    expect(
      told(
        'Status:\tResolving address of ftp.example.com',
        'Status:\tConnecting to [2001:db8::1]:21...',
        'Status:\tConnection attempt failed with "ENETUNREACH - Network unreachable", trying next address.',
        connecting,
        connected,
      ),
    ).toEqual([
      'resolving ftp.example.com',
      'resolved 2001:db8::1',
      'connecting [2001:db8::1]:21',
      'connect-failed [2001:db8::1]:21 unreachable (ENETUNREACH)',
      'connecting 203.0.113.2:21',
      'connected 203.0.113.2:21',
    ]);
  });

  it('may not be found', () => {
    expect(
      told(
        'Status:\tResolving address of nosuch.example.com',
        'Error:\tConnection attempt failed with "EAI_NONAME - Neither nodename nor servname provided, or not known".',
        'Error:\tCould not connect to server',
      ).slice(0, 2),
    ).toEqual(['resolving nosuch.example.com', 'resolve-failed not-found (ENOTFOUND)']);
  });
});

describe('the control connection', () => {
  it('is refused', () => {
    expect(
      told(connecting, 'Error:\tConnection attempt failed with "ECONNREFUSED - Connection refused by server".')[1],
    ).toBe('connect-failed 203.0.113.2:21 refused (ECONNREFUSED)');
  });

  it('is cut, and a new session begins', () => {
    const sessions = toldBy(
      filezilla,
      [
        connecting,
        connected,
        'Response:\t220 ready',
        'Error:\tDisconnected from server: ECONNABORTED - Connection aborted',
        'Status:\tResolving address of ftp.example.com',
        connecting,
        connected,
      ].join('\n'),
    );
    expect(sessions.map(lines => lines.at(-1))).toEqual([
      'control-ended reset (ECONNABORTED)',
      'connected 203.0.113.2:21',
    ]);
  });

  it('is cut during a transfer, which does not blame the data connection', () => {
    expect(
      told(
        'Command:\tPASV',
        'Response:\t227 (192,0,2,2,156,64)',
        'Command:\tLIST',
        'Error:\tDisconnected from server: ECONNABORTED - …',
      ),
    ).toContain('control-ended reset (ECONNABORTED)');
  });

  it('is closed by the server', () => {
    expect(told(connecting, connected, 'Error:\tConnection closed by server').at(-1)).toBe(
      'control-ended closed (read)',
    );
  });

  it('is given up by the user, which is no failure', () => {
    expect(told(connecting, 'Error:\tConnection attempt interrupted by user')).toEqual(['connecting 203.0.113.2:21']);
  });
});

describe('a log without debug output', () => {
  it('does not show the login, and tells of TLS all the same', () => {
    expect(
      told(
        connecting,
        connected,
        'Status:\tInitializing TLS...',
        'Status:\tVerifying certificate...',
        'Status:\tTLS connection established.',
        'Status:\tLogged in',
        'Status:\tRetrieving directory listing...',
        'Command:\tPWD',
        'Response:\t257 "/"',
        'Command:\tPASV',
        'Response:\t227 (203,0,113,2,156,64)',
        'Command:\tMLSD',
        'Error:\tConnection timed out',
        'Error:\tFailed to retrieve directory listing',
      ),
    ).toEqual([
      'connecting 203.0.113.2:21',
      'connected 203.0.113.2:21',
      'tls-started control ?',
      '> PWD',
      '< 257 "/"',
      '> PASV',
      '< 227 (203,0,113,2,156,64)',
      '> MLSD',
      'control-ended timeout (transfer)',
      'said transfer-failed: Failed to retrieve directory listing',
    ]);
  });

  it('tells that the server has no TLS, and does not take advice for that', () => {
    const insecure = 'Insecure server, it does not support FTP over TLS.';
    expect(told(connecting, connected, `Status:\t${insecure}`).at(-1)).toBe(`said tls-not-offered: ${insecure}`);
    expect(told(connecting, connected, 'Status:\tPlain FTP is insecure. Please switch to FTP over TLS.').at(-1)).toBe(
      'connected 203.0.113.2:21',
    );
  });
});

describe('TLS', () => {
  const untilTls = [connecting, connected, 'Response:\t220 ready', 'Command:\tAUTH TLS', 'Response:\t234 go'];
  const encrypted = [...untilTls, 'Status:\tInitializing TLS...', 'Status:\tTLS connection established.'];
  const transferring = [...encrypted, 'Command:\tPASV', 'Response:\t227 (192,0,2,2,156,64)', 'Command:\tMLSD'];

  it('is implicit', () => {
    expect(
      told(
        'Status:\tConnecting to 203.0.113.2:990...',
        'Status:\tConnection established, initializing TLS...',
        'Status:\tTLS connection established, waiting for welcome message...',
        'Response:\t220 ready',
      ),
    ).toEqual(['connecting 203.0.113.2:990', 'connected 203.0.113.2:990', 'tls-started control ?', '< 220 ready']);
  });

  it('fails on the control connection', () => {
    expect(
      told(
        ...untilTls,
        'Error:\tReceived TLS alert from the server: Handshake failed (40)',
        'Error:\tCould not connect to server',
      ),
    ).toContain('tls-failed control tls (handshake failure)');
  });

  it('fails on the data connection', () => {
    const lines = [
      'Error:\tGnuTLS error -8 in gnutls_handshake: A packet with illegal or unsupported version was received.',
      'Error:\tThe data connection could not be established: ECONNABORTED - Connection aborted',
    ];
    expect(told(...transferring, ...lines).at(-1)).toMatch(/^tls-failed data tls \(GnuTLS error -8/);
  });

  it('ends improperly on the data connection', () => {
    expect(
      told(
        ...transferring,
        'Response:\t150 here it comes',
        'Error:\tGnuTLS error -110 in gnutls_record_recv: The TLS connection was non-properly terminated.',
        'Status:\tServer did not properly shut down TLS connection',
        'Error:\tCould not read from transfer socket: ECONNABORTED - Connection aborted',
      ).at(-1),
    ).toMatch(/^data-ended tls/);
  });

  it('is traced, with the data connection, at debug level 2', () => {
    const [recording] = recordingsBy(
      filezilla,
      [
        ...untilTls,
        'Trace:\tTLS Handshake successful',
        'Trace:\tProtocol: TLS1.3, Key exchange: ECDHE-SECP384R1-ECDSA-SECP384R1-SHA384, Cipher: AES-256-GCM, MAC: AEAD',
        'Status:\tTLS connection established.',
        'Trace:\tCFtpLogonOpData::Send() in state 6',
        'Command:\tPASV',
        'Trace:\tCFtpControlSocket::OnReceive()',
        'Response:\t227 (192,0,2,2,156,64)',
        'Trace:\tCFtpControlSocket::ParseResponse()',
        'Command:\tMLSD',
        'Trace:\tTLS Session resumed',
        'Trace:\tProtocol: TLS1.2, Key exchange: ECDHE-SECP256R1, Cipher: AES-256-GCM, MAC: AEAD, ALPN: ',
        'Trace:\tCTransferSocket::OnConnect',
        'Trace:\tCTransferSocket::TransferEnd(1)',
      ].join('\n'),
    );
    expect(recording?.events.filter(({ kind }) => !['command', 'reply'].includes(kind)).slice(2)).toEqual([
      { kind: 'tls-started', on: 'control', tls: { protocol: 'TLSv1.3', cipher: 'AES-256-GCM' }, atMs: null },
      {
        kind: 'tls-started',
        on: 'data',
        tls: { protocol: 'TLSv1.2', cipher: 'AES-256-GCM', session: 'reused' },
        atMs: null,
      },
      { kind: 'data-connected', opener: 'client', ends: { client: null, server: null }, atMs: null },
      { kind: 'data-ended', failure: null, atMs: null },
    ]);
  });
});

describe('a reply of several lines', () => {
  it('may have anything in it, and ends only with its own code at the beginning of a line', () => {
    expect(
      told('Response:\t220-Status: Connecting to 192.0.2.9:21...', 'Response:\t 220 not yet', 'Response:\t220 ready'),
    ).toEqual(['< 220 Status: Connecting to 192.0.2.9:21... |  220 not yet | ready']);
  });
});
