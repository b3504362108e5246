import { describe, expect, it } from 'vitest';
import { curl } from '../../../src/ingest/logs/curl.ts';
import { notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

const told = (...lines: string[]): readonly string[] => toldBy(curl, lines.join('\n')).flat();

/** As 8.22 begins; older versions do not name the client's end. */
const connected = [
  '*   Trying 192.0.2.1:21...',
  '* Established connection to ftp.example.com (192.0.2.1 port 21) from 198.51.100.2 port 45436 ',
];
const asked = [...connected, '< 220 ready', '> PASV', '* Connect data stream passively', '< 227 (192,0,2,1,156,64)'];
const behind = (...lines: string[]): readonly string[] => told(...asked, ...lines).slice(5);

describe('curl 8', () => {
  it('tells of names and addresses', () => {
    expect(
      told(
        '* Host ftp.example.com:21 was resolved.',
        '* IPv6: 2001:db8::1',
        '* IPv4: 192.0.2.1, 192.0.2.7',
        '*   Trying [2001:db8::1]:21...',
      ),
    ).toEqual([
      'resolving ftp.example.com',
      'resolved 2001:db8::1',
      'resolved 192.0.2.1 192.0.2.7',
      'connecting [2001:db8::1]:21',
    ]);
  });

  it('passes over a family without addresses', () => {
    expect(told('* Host ftp.example.com:21 was resolved.', '* IPv6: (none)')).toEqual(['resolving ftp.example.com']);
  });

  it('names both ends of a connection', () => {
    const [recording] = recordingsBy(curl, connected.join('\n'));
    expect(recording?.host).toBe('ftp.example.com');
    expect(recording?.events.at(-1)).toMatchObject({
      kind: 'connected',
      ends: { client: { host: '198.51.100.2', port: 45_436 }, server: { host: '192.0.2.1', port: 21 } },
    });
  });

  it('names them of the server’s connection too', () => {
    const [recording] = recordingsBy(
      curl,
      [
        ...connected,
        '< 220 ready',
        '> EPRT |1|198.51.100.2|34749|',
        '< 200 ok',
        '> LIST',
        '* Ready to accept data connection from server',
        '* Connection accepted from server',
        '* Established 2nd connection to ftp.example.com (192.0.2.1 port 20) from 198.51.100.2 port 34749 ',
        '< 150 here it comes',
      ].join('\n'),
    );
    expect(recording?.events.filter(({ kind }) => kind === 'data-connected')).toMatchObject([
      { opener: 'server', ends: { client: { port: 34_749 }, server: { host: '192.0.2.1', port: 20 } } },
    ]);
  });

  it('says that TLS and the data connection stand at once', () => {
    expect(
      behind(
        '* Connecting to 192.0.2.1 port 40000',
        '*   Trying 192.0.2.1:40000...',
        "* SSL reusing session with ALPN '-'",
        '* TLSv1.3 (OUT), TLS handshake, Client hello (1):',
        '> LIST',
        '< 150 here it comes',
        '* TLSv1.3 (IN), TLS handshake, Finished (20):',
        '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / UNDEF',
        '* OpenSSL verify result: 14',
        '* Established 2nd connection to ftp.example.com (192.0.2.1 port 40000) from 198.51.100.2 port 32920 ',
      ),
    ).toContain('data-connected client 192.0.2.1:40000');
  });

  it('has a meter of other columns', () => {
    const meter = (spent: string): string =>
      `  0      0   0      0   0      0      0      0         ${spent.padStart(7)}              0`;
    const lines = [
      ...connected,
      `${meter('')}< 220 ready`,
      '> USER lab',
      `${meter('00:05')}< 530 no`,
      meter('1:02:03'),
    ];
    expect(notUnderstoodBy(curl, lines.join('\n'))).toEqual([]);
    expect(recordingsBy(curl, lines.join('\n'))[0]?.events.map(({ atMs }) => atMs)).toEqual([0, 0, 0, 0, 5000]);
  });
});

describe('the address of the 227', () => {
  const skip = (address: string, reuse = 'reuse'): readonly string[] =>
    told(...asked, `* Skip ${address} for data connection, ${reuse} ftp.example.com instead`).slice(5);

  it.each(['reuse', 're-use'])('is replaced (%s)', word => {
    expect(skip('10.0.0.5', word)).toEqual([
      `said passive-address-replaced: Skip 10.0.0.5 for data connection, ${word} ftp.example.com instead`,
    ]);
  });

  it('is not said to be replaced where it is the control connection’s, though curl says so', () => {
    expect(skip('192.0.2.1')).toEqual([]);
  });
});

describe('what goes wrong', () => {
  it.each([
    [['* Could not resolve host: nosuch.example.com'], ['resolve-failed not-found (resolve)']],
    [['* Resolving timed out after 5000 milliseconds'], ['resolve-failed timeout (resolve)']],
    [
      ['curl: (6) Could not resolve host: nosuch.example.com'],
      [
        'resolve-failed not-found (resolve)',
        'said transfer-failed: curl: (6) Could not resolve host: nosuch.example.com',
      ],
    ],
    [
      [
        '*   Trying 192.0.2.1:21...',
        '* connect to 192.0.2.1 port 21 from 198.51.100.2 port 54132 failed: Connection refused',
        '* Failed to connect to ftp.example.com:21 after 2 ms: Could not connect to server',
      ],
      ['connecting 192.0.2.1:21', 'connect-failed 192.0.2.1:21 refused (ECONNREFUSED)'],
    ],
    [
      [
        '*   Trying 192.0.2.1...',
        '* TCP_NODELAY set',
        '* Immediate connect fail for 192.0.2.1: Network is unreachable',
      ],
      ['connecting 192.0.2.1:21', 'connect-failed 192.0.2.1:21 unreachable (ENETUNREACH)'],
    ],
    [
      ['*   Trying 192.0.2.1:21...', '* Connection timeout after 2001 ms'],
      ['connecting 192.0.2.1:21', 'connect-failed 192.0.2.1:21 timeout (connect)'],
    ],
  ])('before anything is said: %j', (lines, events) => {
    expect(told(...lines)).toEqual(events);
  });

  it.each([
    [['* FTP response timeout'], ['control-ended timeout (command)']],
    [['* Recv failure: Connection reset by peer'], ['control-ended reset (ECONNRESET)']],
    [['* response reading failed (errno: 104)'], ['control-ended reset (ECONNRESET)']],
    [['* response reading failed (errno: 11)'], ['control-ended closed (read)']],
    [['* Failed EPSV attempt. Disabling EPSV'], ['said mode-switched: Failed EPSV attempt. Disabling EPSV']],
    [
      ['*   Trying 192.0.2.1:40000...', '* connect to 192.0.2.1 port 40000 failed: No route to host'],
      ['data-connecting client 192.0.2.1:40000', 'data-failed client 192.0.2.1:40000 unreachable (EHOSTUNREACH)'],
    ],
    [
      [
        '* Connecting to 192.0.2.1 (192.0.2.1) port 40000',
        '*   Trying 192.0.2.1:40000...',
        '* Connection timed out after 3000 milliseconds',
      ],
      [
        'data-connecting client 192.0.2.1:40000',
        'data-failed client 192.0.2.1:40000 timeout (connect)',
        'control-ended timeout (command)',
      ],
    ],
    [['curl: (28) anything'], ['control-ended timeout (command)', 'said transfer-failed: curl: (28) anything']],
  ])('after PASV: %j', (lines, events) => {
    expect(behind(...lines)).toEqual(events);
  });

  it('in active mode, when nobody comes', () => {
    expect(
      told(
        '> PORT 198,51,100,2,195,149',
        '< 200 ok',
        '> LIST',
        '* Accept timeout occurred while waiting server connect',
      ).at(-1),
    ).toBe('data-failed server ? no-arrival (accept)');
  });
});

describe('what goes wrong with TLS', () => {
  const hello = ['> AUTH SSL', '< 234 go', '* TLSv1.3 (OUT), TLS handshake, Client hello (1):'];
  const tls = (...lines: string[]): readonly string[] => told(...connected, '< 220 ready', ...hello, ...lines).slice(5);

  it.each([
    [
      [
        '* TLSv1.3 (IN), TLS alert, handshake failure (552):',
        '* TLS connect error: error:0A000410:SSL routines::sslv3 alert handshake failure',
      ],
      'tls-failed control tls (handshake failure)',
    ],
    [
      [
        '* Send failure: Connection reset by peer',
        '* OpenSSL SSL_connect: Connection reset by peer in connection to ftp.example.com:21 ',
      ],
      'tls-failed control reset (ECONNRESET)',
    ],
    [
      ['* TLS connect error: error:0A000126:SSL routines::unexpected eof while reading'],
      'tls-failed control closed (tls)',
    ],
    [
      ['* OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ftp.example.com:21 '],
      'tls-failed control closed (tls)',
    ],
  ])('%j', (lines, event) => {
    expect(tls(...lines)).toEqual([event]);
  });

  it.each([
    'SSL certificate problem: unable to get local issuer certificate',
    'SSL certificate OpenSSL verify result: unable to get local issuer certificate (20)',
    "SSL: no alternative certificate subject name matches target host name 'ftp.example.com'",
    'schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT (0x80090325)',
  ])('%s', text => {
    expect(tls(`* ${text}`, `curl: (60) ${text}`)).toEqual([
      `tls-failed control tls (${text})`,
      `said certificate-rejected: ${text}`,
      `said transfer-failed: curl: (60) ${text}`,
    ]);
  });

  it('the server has none', () => {
    expect(
      told(
        ...connected,
        '> AUTH SSL',
        '< 530 no',
        '> AUTH TLS',
        '< 530 no',
        'curl: (64) Requested SSL level failed',
      ).slice(-2),
    ).toEqual([
      'said tls-not-offered: Requested SSL level failed',
      'said transfer-failed: curl: (64) Requested SSL level failed',
    ]);
  });
});

describe('several transfers', () => {
  it('over connections of their own are sessions of their own', () => {
    const one = [...connected, '< 220 ready', '* Connection #0 to host ftp.example.com:21 left intact'];
    expect(toldBy(curl, [...one, ...one].join('\n'))).toHaveLength(2);
    const refused = [
      '*   Trying 127.0.0.1:1...',
      '* connect to 127.0.0.1 port 1 failed: Connection refused',
      'curl: (7) Failed to connect',
    ];
    expect(toldBy(curl, [...refused, ...refused].join('\n'))).toHaveLength(2);
  });
});
