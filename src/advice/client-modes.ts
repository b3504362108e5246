import type { Advice, Remedy } from './advice.ts';

/** Windows’ own client has no passive mode at all. */
const noPassive: Remedy = {
  product: 'windows-ftp',
  text: 'Cannot be used: it has no passive mode, and QUOTE PASV does not change that. Take curl.exe, which Windows brings too.',
  commands: [],
};

/** How clients are set to a mode. */
export const clientModeAdvice: readonly Advice[] = [
  {
    key: 'client/use-passive',
    title: 'Set the client to passive mode',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > Transfer Settings > Passive; for all sites Edit > Settings > Connection > FTP.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection > Passive mode. In scripts add to “open”:',
        commands: ['-passive=on'],
      },
      {
        product: 'curl',
        text: 'Passive by itself; leave out --ftp-port (-P).',
        commands: ['curl {tls} --user {user} {url}'],
      },
      { product: 'lftp', text: 'At its prompt or in ~/.lftprc:', commands: ['set ftp:passive-mode yes'] },
      noPassive,
    ],
  },
  {
    key: 'client/use-epsv',
    title: 'Let the client use EPSV',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > Transfer Settings > Passive. It sends EPSV only over IPv6; over IPv4 it sends PASV and mends most private addresses by itself.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection > Passive mode. If listings still fail: Advanced > Connection > FTP > Force IP address for passive mode connections: On. In scripts add to “open”:',
        commands: ['-passive=on'],
      },
      {
        product: 'curl',
        text: 'It tries EPSV first by itself; leave out --disable-epsv.',
        commands: ['curl {tls} --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'At its prompt or in ~/.lftprc:',
        commands: ['set ftp:passive-mode yes', 'set ftp:prefer-epsv yes'],
      },
      noPassive,
    ],
  },
  {
    key: 'client/disable-epsv',
    title: 'Let the client use PASV and not EPSV',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > Transfer Settings > Passive. Over IPv4 it sends PASV anyway.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection > Passive mode. Over IPv4 it sends PASV. In scripts add to “open”:',
        commands: ['-passive=on'],
      },
      {
        product: 'curl',
        text: 'Keep it from trying EPSV first:',
        commands: ['curl {tls} --disable-epsv --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'At its prompt or in ~/.lftprc:',
        commands: ['set ftp:passive-mode yes', 'set ftp:prefer-epsv no'],
      },
      noPassive,
    ],
  },
  {
    key: 'client/use-active',
    title: 'Set the client to active mode',
    remedies: [
      {
        product: 'filezilla',
        text: 'Site Manager > Transfer Settings > Active; for all sites Edit > Settings > Connection > FTP.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection: clear Passive mode. In scripts add to “open”:',
        commands: ['-passive=off'],
      },
      {
        product: 'curl',
        text: 'The hyphen stands for its own address:',
        commands: ['curl {tls} --ftp-port - --user {user} {url}'],
      },
      { product: 'lftp', text: 'At its prompt or in ~/.lftprc:', commands: ['set ftp:passive-mode no'] },
      {
        product: 'windows-ftp',
        text: 'Active by itself: it has no other mode, and no TLS.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/pret',
    title: 'Let the client announce the transfer with PRET before PASV',
    remedies: [
      {
        product: 'curl',
        text: 'The server hands each transfer to another machine and has to know which:',
        commands: ['curl {tls} --ftp-pret --user {user} {url}'],
      },
      { product: 'lftp', text: 'At its prompt or in ~/.lftprc:', commands: ['set ftp:use-pret yes'] },
      { product: 'any', text: 'Use a client that knows PRET, or active mode.', commands: [] },
    ],
  },
];
