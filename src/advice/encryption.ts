import type { Advice, Remedy } from './advice.ts';

/** How each client is told to begin TLS with AUTH TLS on the control connection (RFC 4217 §4). */
const explicitClients: readonly Remedy[] = [
  { product: 'filezilla', text: 'Site Manager > Encryption: Require explicit FTP over TLS.', commands: [] },
  {
    product: 'winscp',
    text: 'Login > Encryption: TLS/SSL Explicit encryption. In scripts:',
    commands: ['open ftpes://{user}@{host}:{port}/'],
  },
  { product: 'curl', text: 'It needs to be told:', commands: ['curl --ssl-reqd --user {user} ftp://{host}:{port}/'] },
  { product: 'lftp', text: 'In ~/.lftprc:', commands: ['set ftp:ssl-force yes', 'set ftp:ssl-protect-data yes'] },
  {
    product: 'windows-ftp',
    text: 'Cannot be used: it has no TLS. Take curl.exe, which Windows brings too.',
    commands: [],
  },
];

/** TLS itself: whether, when, and for which connections. */
export const encryptionAdvice: readonly Advice[] = [
  {
    key: 'client/use-explicit-tls',
    title: 'Set the client to explicit TLS (AUTH TLS on the control connection)',
    remedies: [
      { product: 'any', text: 'To check it:', commands: ['ftpdiag check --tls explicit --user {user} {host}:{port}'] },
      ...explicitClients,
    ],
  },
  {
    key: 'client/use-implicit-tls',
    title: 'Set the client to implicit TLS: port {port} starts with TLS',
    remedies: [
      { product: 'any', text: 'To check it:', commands: ['ftpdiag check ftps://{host}:{port}'] },
      { product: 'filezilla', text: 'Site Manager > Encryption: Require implicit FTP over TLS.', commands: [] },
      {
        product: 'winscp',
        text: 'Login > Encryption: TLS/SSL Implicit encryption. In scripts:',
        commands: ['open ftps://{user}@{host}:{port}/'],
      },
      { product: 'curl', text: 'The scheme says it:', commands: ['curl --user {user} ftps://{host}:{port}/'] },
      { product: 'lftp', text: 'The scheme says it:', commands: ['lftp -u {user} ftps://{host}:{port}/'] },
      {
        product: 'windows-ftp',
        text: 'Cannot be used: it has no TLS. Take curl.exe, which Windows brings too.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/enable-tls',
    title: 'Offer TLS, so that passwords and data are not sent in clear',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. The ciphers are needed: its own choice is refused by clients of today.',
        commands: [
          'ssl_enable=YES',
          'rsa_cert_file=/etc/letsencrypt/live/{host}/fullchain.pem',
          'rsa_private_key_file=/etc/letsencrypt/live/{host}/privkey.pem',
          'ssl_ciphers=HIGH',
        ],
      },
      {
        product: 'proftpd',
        text: 'In tls.conf, which proftpd.conf has to include, with mod_tls loaded; then restart it.',
        commands: [
          'TLSEngine on',
          'TLSProtocol TLSv1.2 TLSv1.3',
          'TLSRSACertificateFile /etc/letsencrypt/live/{host}/fullchain.pem',
          'TLSRSACertificateKeyFile /etc/letsencrypt/live/{host}/privkey.pem',
        ],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf, then restart it; 1 offers TLS, 2 demands it.',
        commands: ['TLS 1', 'CertFile /etc/ssl/private/pure-ftpd.pem'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Server Listeners: set the protocol to “Explicit FTP over TLS and insecure plain FTP” or “Require explicit FTP over TLS”.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP SSL Settings of the site: choose a certificate, and Allow or Require SSL.',
        commands: [],
      },
      {
        product: 'pyftpdlib',
        text: 'Use its TLS handler (it needs PyOpenSSL):',
        commands: [
          'from pyftpdlib.handlers import TLS_FTPHandler',
          "TLS_FTPHandler.certfile = '/etc/ssl/private/ftp.pem'",
        ],
      },
      {
        product: 'any',
        text: 'Where the server does offer TLS, something between hides AUTH TLS from this client: compare from another network.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/tls-settings',
    title: 'Let the server agree on a TLS version and cipher with clients of today',
    remedies: [
      { product: 'vsftpd', text: 'In vsftpd.conf, then restart it.', commands: ['ssl_ciphers=HIGH'] },
      {
        product: 'proftpd',
        text: 'In tls.conf, then restart it.',
        commands: ['TLSProtocol TLSv1.2 TLSv1.3', 'TLSCipherSuite HIGH:!aNULL'],
      },
      { product: 'pure-ftpd', text: 'In pure-ftpd.conf, then restart it.', commands: ['TLSCipherSuite HIGH'] },
      {
        product: 'iis',
        text: 'Turn TLS 1.2 on in SCHANNEL (registry or group policy), then restart Windows.',
        commands: [],
      },
      {
        product: 'any',
        text: 'See whether the server can read its certificate and key, and which versions it takes:',
        commands: ['openssl s_client -connect {host}:{port} -starttls ftp -tls1_2 </dev/null'],
      },
    ],
  },
  {
    key: 'server/tls-protect-data',
    title: 'Mend TLS on the server’s data connections',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf: see that certificate and key are readable, and ciphers are of today; its log tells more with debug_ssl=YES.',
        commands: ['ssl_ciphers=HIGH', 'debug_ssl=YES'],
      },
      {
        product: 'proftpd',
        text: 'Its TLS log tells the reason. In tls.conf:',
        commands: ['TLSLog /var/log/proftpd/tls.log'],
      },
      {
        product: 'any',
        text: 'The control connection’s TLS works and that of the data connection does not: look into the server’s log, and for a device that ends TLS before the server.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/session-reuse',
    title: 'Do not demand that data connections resume the control connection’s TLS session',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. The demand proves that both connections are the same client’s: drop it only for clients that cannot resume.',
        commands: ['require_ssl_reuse=NO'],
      },
      {
        product: 'proftpd',
        text: 'In tls.conf, then restart it.',
        commands: ['TLSOptions NoSessionReuseRequired'],
      },
      {
        product: 'filezilla-server',
        text: 'Version 1 always demands it: update the client. In 0.9: Edit > Settings > FTP over TLS settings > Require TLS session resumption on data connection when using PROT P.',
        commands: [],
      },
      {
        product: 'aws-transfer',
        text: 'ENABLED takes clients that resume and clients that do not.',
        commands: [
          'aws transfer update-server --server-id <server id> --protocol-details TlsSessionResumptionMode=ENABLED',
        ],
      },
      {
        product: 'any',
        text: 'Behind a load balancer all machines have to share their session keys, or one client has to stay with one machine.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/session-reuse',
    title: 'Let the client resume the control connection’s TLS session on data connections',
    remedies: [
      { product: 'filezilla', text: 'It does so by itself in all current versions: update it.', commands: [] },
      { product: 'winscp', text: 'Advanced > TLS/SSL > Reuse TLS/SSL session ID for data connections.', commands: [] },
      {
        product: 'curl',
        text: 'It does so by itself; leave out --no-sessionid. If it fails with TLS 1.3:',
        commands: ['curl --ssl-reqd --tls-max 1.2 --user {user} {url}'],
      },
      { product: 'lftp', text: 'Update it; in ~/.lftprc:', commands: ['set ftp:ssl-data-use-keys yes'] },
      {
        product: 'any',
        text: 'Programs of your own: hand the control connection’s session to the data connection, under the same server name; with TLS 1.3 wait for its ticket first.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/prot-p',
    title: 'Protect the data connections too (PBSZ 0, PROT P)',
    remedies: [
      { product: 'filezilla', text: 'It does so by itself under TLS: update it.', commands: [] },
      { product: 'winscp', text: 'It does so by itself under TLS.', commands: [] },
      {
        product: 'curl',
        text: 'Not --ftp-ssl-control, which protects only the login:',
        commands: ['curl --ssl-reqd --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'In ~/.lftprc:',
        commands: ['set ftp:ssl-protect-data yes', 'set ftp:ssl-protect-list yes'],
      },
    ],
  },
  {
    key: 'client/prot-c',
    title: 'Leave the data connections in clear (PROT C), as the server cannot protect them; better update the server',
    remedies: [
      {
        product: 'curl',
        text: 'Only the login is protected then:',
        commands: ['curl --ftp-ssl-control --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'In ~/.lftprc:',
        commands: ['set ftp:ssl-protect-data no', 'set ftp:ssl-protect-list no'],
      },
      { product: 'any', text: 'Anyone on the way can then read what is transferred.', commands: [] },
    ],
  },
  {
    key: 'server/allow-anonymous-tls',
    title: 'Allow TLS for anonymous users',
    remedies: [
      { product: 'vsftpd', text: 'In vsftpd.conf, then restart it.', commands: ['allow_anon_ssl=YES'] },
      { product: 'any', text: 'Look for a setting that forbids encryption to anonymous users.', commands: [] },
    ],
  },
  {
    key: 'client/use-clear-for-anonymous',
    title: 'Log in without TLS as an anonymous user: no secret is sent',
    remedies: [
      { product: 'any', text: 'To check it:', commands: ['ftpdiag check --tls off {host}:{port}'] },
      { product: 'filezilla', text: 'Site Manager > Encryption: Only use plain FTP.', commands: [] },
      { product: 'winscp', text: 'Login > Encryption: No encryption.', commands: [] },
      { product: 'lftp', text: 'In ~/.lftprc:', commands: ['set ftp:ssl-allow no'] },
    ],
  },
];
