import type { Advice } from './advice.ts';

/** How TLS is set up in servers. */
export const serverTlsAdvice: readonly Advice[] = [
  {
    key: 'server/enable-tls',
    title: 'Let the server speak TLS (AUTH TLS, RFC 4217)',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it.',
        commands: [
          'ssl_enable=YES',
          'rsa_cert_file=/etc/ssl/certs/<certificate>.pem',
          'rsa_private_key_file=/etc/ssl/private/<key>.pem',
          'ssl_ciphers=HIGH',
          'require_ssl_reuse=NO',
        ],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it; mod_tls has to be loaded.',
        commands: [
          'TLSEngine on',
          'TLSProtocol TLSv1.2 TLSv1.3',
          'TLSRSACertificateFile /etc/ssl/certs/<certificate>.pem',
          'TLSRSACertificateKeyFile /etc/ssl/private/<key>.pem',
          'TLSRequired on',
        ],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf, then restart it. The file holds key and certificate; 2 in place of 1 refuses logins in clear text.',
        commands: ['TLS 1', 'CertFile /etc/ssl/private/pure-ftpd.pem'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Server listeners: Protocol “Require explicit FTP over TLS”. The certificate is set in Protocols settings > FTP and FTP over TLS (FTPS) > Connection security.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP SSL Settings of the site: choose a certificate and “Require SSL connections”. In a prompt of the administrator, with the certificate’s thumbprint:',
        commands: [
          "%windir%\\system32\\inetsrv\\appcmd.exe set config -section:system.applicationHost/sites /[name='Default FTP Site'].ftpServer.security.ssl.serverCertHash:<thumbprint> /commit:apphost",
        ],
      },
      {
        product: 'pyftpdlib',
        text: 'Take TLS_FTPHandler in place of FTPHandler; it needs PyOpenSSL.',
        commands: [
          'from pyftpdlib.handlers import TLS_FTPHandler as handler',
          "handler.certfile = '/etc/ssl/private/<certificate and key>.pem'",
          'handler.tls_control_required = True',
          'handler.tls_data_required = True',
        ],
      },
      { product: 'aws-transfer', text: 'Add the FTPS protocol and a certificate of ACM to the server.', commands: [] },
      {
        product: 'any',
        text: 'Where TLS is set up already, a firewall that inspects FTP may be hiding AUTH from the client: compare with a run from another network.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/tls-settings',
    title: 'Let the server offer TLS 1.2 and 1.3 with current ciphers',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. The ciphers built in are refused by current clients; ssl_tlsv1_2 is known from version 3.0.4 on.',
        commands: ['ssl_ciphers=HIGH', 'ssl_tlsv1_2=YES'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it.',
        commands: ['TLSProtocol TLSv1.2 TLSv1.3', 'TLSCipherSuite HIGH:!aNULL:!MD5'],
      },
      { product: 'pure-ftpd', text: 'In pure-ftpd.conf, then restart it.', commands: ['TLSCipherSuite HIGH'] },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Protocols settings > FTP and FTP over TLS (FTPS) > Connection security: minimum allowed TLS version v1.2.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'Windows decides for all services: enable TLS 1.2 for the server, then restart the machine.',
        commands: [
          'reg add "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server" /v Enabled /t REG_DWORD /d 1 /f',
          'reg add "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\TLS 1.2\\Server" /v DisabledByDefault /t REG_DWORD /d 0 /f',
        ],
      },
      {
        product: 'any',
        text: 'See also that the server can read certificate and key, and that the two belong together. This shows what it offers:',
        commands: ['openssl s_client -starttls ftp -connect {host}:{port}'],
      },
    ],
  },
  {
    key: 'server/tls-protect-data',
    title: 'Set TLS up for data connections as for the control connection',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. With the first, transfers must be encrypted; NO leaves the choice to clients.',
        commands: ['force_local_data_ssl=YES', 'ssl_ciphers=HIGH'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it. “on” asks for TLS on both connections, “ctrl” on the control connection alone.',
        commands: ['TLSRequired on'],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf, then restart it: 3 asks for TLS on both connections, 2 on the control connection alone.',
        commands: ['TLS 2'],
      },
      { product: 'iis', text: 'FTP SSL Settings > Custom > Data channel: Allow or Require.', commands: [] },
      {
        product: 'pyftpdlib',
        text: 'On the handler class; False leaves the choice to clients.',
        commands: ['handler.tls_data_required = True'],
      },
      {
        product: 'any',
        text: 'Give data connections the same certificate, versions and ciphers, and let no device decrypt or inspect the passive ports.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/session-reuse',
    title: 'Stop demanding that data connections resume the TLS session, if clients cannot be updated',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. It gives up a protection against stolen data connections.',
        commands: ['require_ssl_reuse=NO'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it. It gives up a protection against stolen data connections.',
        commands: ['TLSOptions NoSessionReuseRequired'],
      },
      {
        product: 'filezilla-server',
        text: 'Version 0.9 has a switch: FTP over TLS settings > “Require TLS session resumption on data connection when using PROT P”. For later versions update the client.',
        commands: [],
      },
      {
        product: 'any',
        text: 'Behind a load balancer all nodes have to share the session tickets’ keys, or each client has to stay with one node.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/allow-anonymous-tls',
    title: 'Let anonymous users log in over TLS',
    remedies: [
      { product: 'vsftpd', text: 'In vsftpd.conf, then restart it.', commands: ['allow_anon_ssl=YES'] },
      {
        product: 'any',
        text: 'Look for a setting that keeps TLS for users with a password, and open it to anonymous ones.',
        commands: [],
      },
    ],
  },
];
