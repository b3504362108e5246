import type { Advice } from './advice.ts';

/** How clients are told to use TLS. */
export const clientTlsAdvice: readonly Advice[] = [
  {
    key: 'client/use-explicit-tls',
    title: 'Set the client to explicit TLS (FTPES, AUTH TLS)',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > General > Encryption: Require explicit FTP over TLS.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Encryption: TLS/SSL Explicit encryption. In scripts:',
        commands: ['open ftpes://{user}@{host}:{port}/'],
      },
      {
        product: 'curl',
        text: 'With TLS or not at all:',
        commands: ['curl --ssl-reqd --user {user} ftp://{host}:{port}/'],
      },
      {
        product: 'lftp',
        text: 'At its prompt or in ~/.lftprc:',
        commands: ['set ftp:ssl-force yes', 'set ftp:ssl-protect-data yes'],
      },
      {
        product: 'windows-ftp',
        text: 'Cannot be used: it has no TLS. Take curl.exe, which Windows brings too.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/use-implicit-tls',
    title: 'Set the client to implicit TLS (FTPS, mostly port 990)',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > General > Encryption: Require implicit FTP over TLS; port {port}.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Encryption: TLS/SSL Implicit encryption. In scripts:',
        commands: ['open ftps://{user}@{host}:{port}/'],
      },
      { product: 'curl', text: 'The scheme says it:', commands: ['curl --user {user} ftps://{host}:{port}/'] },
      { product: 'lftp', text: 'The scheme says it:', commands: ['lftp -u {user} ftps://{host}:{port}'] },
      {
        product: 'windows-ftp',
        text: 'Cannot be used: it has no TLS. Take curl.exe, which Windows brings too.',
        commands: [],
      },
      {
        product: 'any',
        text: 'To check this server again:',
        commands: ['ftpdiag check --tls implicit {host}:{port}'],
      },
    ],
  },
  {
    key: 'client/prot-p',
    title: 'Let the client protect data connections (PBSZ 0, PROT P)',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > General > Encryption: Require explicit FTP over TLS; it then protects data by itself.',
        commands: [],
      },
      { product: 'winscp', text: 'It protects data by itself as soon as TLS is on.', commands: [] },
      {
        product: 'curl',
        text: '--ssl-reqd protects both connections; leave out --ftp-ssl-control.',
        commands: ['curl --ssl-reqd --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'At its prompt or in ~/.lftprc:',
        commands: ['set ftp:ssl-protect-data yes', 'set ftp:ssl-protect-list yes'],
      },
      { product: 'any', text: 'In a library or script: send PBSZ 0 and PROT P after the login.', commands: [] },
    ],
  },
  {
    key: 'client/prot-c',
    title: 'Leave data connections in clear text (PROT C) until the server can protect them',
    remedies: [
      {
        product: 'curl',
        text: 'TLS for the login alone:',
        commands: ['curl --ftp-ssl-control --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'At its prompt or in ~/.lftprc:',
        commands: ['set ftp:ssl-protect-data no', 'set ftp:ssl-protect-list no'],
      },
      {
        product: 'any',
        text: 'File contents are then readable on the way: better let the server be updated, and send nothing secret until then.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/session-reuse',
    title: 'Let data connections resume the TLS session of the control connection',
    remedies: [
      { product: 'filezilla', text: 'It does so by itself: update it.', commands: [] },
      {
        product: 'winscp',
        text: 'Advanced > Connection > TLS/SSL: turn on “Reuse TLS/SSL session ID for data connections”; if that does not help, maximum version TLS 1.2.',
        commands: [],
      },
      {
        product: 'curl',
        text: 'It does so by itself unless --no-sessionid is given. Where TLS 1.3 is the trouble:',
        commands: ['curl --tls-max 1.2 --ssl-reqd --user {user} {url}'],
      },
      { product: 'lftp', text: 'At its prompt or in ~/.lftprc:', commands: ['set ftp:ssl-copy-sid yes'] },
      {
        product: 'any',
        text: 'Update the client or its library. In TLS 1.3 the session’s ticket comes after the handshake, so it must be waited for; with TLS 1.2 there is no such wait.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/use-clear-for-anonymous',
    title: 'Log in as anonymous without TLS',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > General > Encryption: Only use plain FTP (insecure).',
        commands: [],
      },
      { product: 'winscp', text: 'Encryption: No encryption.', commands: [] },
      { product: 'curl', text: 'Leave out --ssl-reqd and --ssl:', commands: ['curl ftp://{host}:{port}/'] },
      { product: 'lftp', text: 'At its prompt or in ~/.lftprc:', commands: ['set ftp:ssl-allow no'] },
      {
        product: 'windows-ftp',
        text: 'It knows nothing else; but it has no passive mode either.',
        commands: [],
      },
    ],
  },
];
