import type { Advice } from './advice.ts';

/** What a server shows of itself under TLS. */
export const certificateAdvice: readonly Advice[] = [
  {
    key: 'server/renew-certificate',
    title: 'Install a certificate that is valid for {host}',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, with the whole chain in one file, leaf first; then restart it.',
        commands: [
          'rsa_cert_file=/etc/letsencrypt/live/{host}/fullchain.pem',
          'rsa_private_key_file=/etc/letsencrypt/live/{host}/privkey.pem',
        ],
      },
      {
        product: 'proftpd',
        text: 'In tls.conf, then restart it.',
        commands: [
          'TLSRSACertificateFile /etc/letsencrypt/live/{host}/fullchain.pem',
          'TLSRSACertificateKeyFile /etc/letsencrypt/live/{host}/privkey.pem',
        ],
      },
      {
        product: 'pure-ftpd',
        text: 'It wants key and chain in one file; then restart it.',
        commands: [
          'cat /etc/letsencrypt/live/{host}/privkey.pem /etc/letsencrypt/live/{host}/fullchain.pem > /etc/ssl/private/pure-ftpd.pem',
          'chmod 600 /etc/ssl/private/pure-ftpd.pem',
        ],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Protocols settings > FTP and FTP over TLS (FTPS) > Connection security: choose the new certificate.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP SSL Settings of the site: choose the new certificate.',
        commands: [],
      },
      {
        product: 'pyftpdlib',
        text: 'On the TLS handler class, before the server starts; one file may hold chain and key.',
        commands: ["handler.certfile = '/etc/ssl/private/ftp.pem'"],
      },
      {
        product: 'any',
        text: 'It has to name {host} among its alternative names. Have the server reload it at every renewal.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/send-certificate-chain',
    title: 'Let the server send the intermediate certificates too',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf name a file with the leaf first and the intermediates after it:',
        commands: ['rsa_cert_file=/etc/letsencrypt/live/{host}/fullchain.pem'],
      },
      {
        product: 'proftpd',
        text: 'In tls.conf:',
        commands: ['TLSCertificateChainFile /etc/letsencrypt/live/{host}/chain.pem'],
      },
      {
        product: 'iis',
        text: 'Put the intermediate into the computer’s store “Intermediate Certification Authorities”.',
        commands: [],
      },
      {
        product: 'any',
        text: 'Append the intermediates to the certificate’s file, leaf first. See what is sent:',
        commands: ['openssl s_client -connect {host}:{port} -starttls ftp -showcerts </dev/null'],
      },
    ],
  },
  {
    key: 'server/same-certificate',
    title: 'Show the same certificate on control and data connections',
    remedies: [
      {
        product: 'any',
        text: 'A load balancer sends the two connections to different machines, or something between speaks for the server. Bind a client to one machine, and give all the same certificate and session keys.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/trust-certificate',
    title: 'Trust the authority that issued the certificate, after checking it',
    remedies: [
      {
        product: 'any',
        text: 'Compare the fingerprint with the server’s people first. A company’s proxy that inspects TLS shows its own authority. Check again with it:',
        commands: ['ftpdiag check --cacert <authority.pem> {host}:{port}'],
      },
      {
        product: 'curl',
        text: 'Name the authority’s file:',
        commands: ['curl --ssl-reqd --cacert <authority.pem> --user {user} {url}'],
      },
      { product: 'lftp', text: 'In ~/.lftprc:', commands: ['set ssl:ca-file <authority.pem>'] },
      { product: 'filezilla', text: 'Compare the fingerprint in the dialog, then “Always trust”.', commands: [] },
      {
        product: 'winscp',
        text: 'Compare the fingerprint in the dialog, then accept. In scripts add to “open”:',
        commands: ['-certificate="<fingerprint>"'],
      },
    ],
  },
  {
    key: 'client/use-certificate-name',
    title: 'Connect by a name that the certificate covers: {names}',
    remedies: [
      {
        product: 'any',
        text: 'The certificate is for {names}, and not for {host}. Use one of its names, if it leads to the same server.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/set-clock',
    title: 'Set the clock of this machine, if it is wrong',
    remedies: [
      {
        product: 'any',
        text: 'A certificate seems expired or not yet valid when the clock is off.',
        commands: ['timedatectl'],
      },
    ],
  },
  {
    key: 'client/give-certificate',
    title: 'Give the client the certificate that the server asks for',
    remedies: [
      {
        product: 'curl',
        text: 'With its key:',
        commands: ['curl --ssl-reqd --cert <client.pem> --key <client.key> --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'In ~/.lftprc:',
        commands: ['set ssl:cert-file <client.pem>', 'set ssl:key-file <client.key>'],
      },
      { product: 'winscp', text: 'Advanced > TLS/SSL > Client certificate.', commands: [] },
      {
        product: 'any',
        text: 'The server’s people issue it. On the server the demand can be dropped: vsftpd require_cert=NO, ProFTPD TLSVerifyClient off.',
        commands: [],
      },
    ],
  },
];
