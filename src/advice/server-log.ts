import type { Advice } from './advice.ts';

/** What only the server itself can tell. */
export const serverLogAdvice: readonly Advice[] = [
  {
    key: 'server/read-log',
    title: 'Read the server’s log at the time of this run',
    remedies: [
      {
        product: 'vsftpd',
        text: 'It is /var/log/vsftpd.log. To see every command, in vsftpd.conf, then restart it:',
        commands: ['xferlog_std_format=NO', 'log_ftp_protocol=YES'],
      },
      {
        product: 'proftpd',
        text: 'It is /var/log/proftpd/proftpd.log on most systems. To see more, in proftpd.conf, then restart it:',
        commands: ['SystemLog /var/log/proftpd/proftpd.log', 'DebugLevel 5', 'TLSLog /var/log/proftpd/tls.log'],
      },
      {
        product: 'pure-ftpd',
        text: 'It writes to the system’s log. To see every command, in pure-ftpd.conf, then restart it:',
        commands: ['VerboseLog yes'],
      },
      {
        product: 'filezilla-server',
        text: 'The log is in the administration window; Server > Configure > Logging writes it to a file.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'The logs are below %SystemDrive%\\inetpub\\logs\\LogFiles, in the directory FTPSVC with the site’s number; sc-win32-status says why.',
        commands: [],
      },
      {
        product: 'pyftpdlib',
        text: 'Before the server starts:',
        commands: ['import logging', 'logging.basicConfig(level=logging.DEBUG)'],
      },
      { product: 'aws-transfer', text: 'Give the server a logging role; the log is in CloudWatch.', commands: [] },
      { product: 'any', text: 'On Linux with systemd:', commands: ['journalctl --since "10 minutes ago"'] },
    ],
  },
  {
    key: 'server/restart-update',
    title: 'Update the server: its reply breaks the standard',
    remedies: [
      {
        product: 'any',
        text: 'Before that, run the check on the server itself: if the reply is right there, a proxy or FTP helper (ALG) on the way garbles it.',
        commands: ['ftpdiag check 127.0.0.1:{port}'],
      },
    ],
  },
  {
    key: 'server/check-configuration',
    title: 'Mend the server’s configuration, which it complains of',
    remedies: [
      {
        product: 'vsftpd',
        text: 'After “500 OOPS” it names the setting or file. Blanks around “=” are errors. This starts it in the foreground, with its complaint:',
        commands: ['vsftpd /etc/vsftpd.conf'],
      },
      { product: 'proftpd', text: 'It can check its file:', commands: ['proftpd --configtest'] },
      { product: 'any', text: 'Its reply names the trouble; the log says more.', commands: [] },
    ],
  },
];
