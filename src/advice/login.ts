import type { Advice } from './advice.ts';

/** Getting in. */
export const loginAdvice: readonly Advice[] = [
  {
    key: 'client/check-credentials',
    title: 'Check user name and password',
    remedies: [
      {
        product: 'any',
        text: 'Look for the case of letters, spaces at the end and letters beyond ASCII; some servers want a domain, as in user@example.com or DOMAIN\\user. Do not try often: many servers ban after a few failures.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/give-user',
    title: 'Give a user name: this server does not let anonymous users in',
    remedies: [
      {
        product: 'any',
        text: 'The password is asked for, or read from a file or standard input:',
        commands: ['ftpdiag check --user <user> {host}:{port}'],
      },
    ],
  },
  {
    key: 'server/check-account',
    title: 'See in the server’s log why the login is refused',
    remedies: [
      {
        product: 'vsftpd',
        text: 'PAM decides: look into the log. A user whose shell is not in /etc/shells, or who stands in /etc/ftpusers, is refused.',
        commands: ['journalctl -t vsftpd -e', 'grep "vsftpd" /var/log/auth.log'],
      },
      {
        product: 'proftpd',
        text: 'Look into its log; a user without a valid shell needs RequireValidShell off.',
        commands: ['RequireValidShell off'],
      },
      {
        product: 'pure-ftpd',
        text: 'Look up the account (virtual users), and MinUID for system users.',
        commands: ['pure-pw show {user}'],
      },
      {
        product: 'iis',
        text: 'The site needs Basic Authentication on, and an Allow rule for the user in FTP Authorization Rules.',
        commands: [],
      },
      {
        product: 'any',
        text: 'See whether the account exists, is neither locked nor expired, and may use FTP.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/allow-user',
    title: 'Let this user use FTP: the server refuses him by a list or a setting',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf: local users need local_enable, anonymous ones anonymous_enable; with userlist_enable the file userlist_file decides, as a list of those kept out or let in (userlist_deny). Also /etc/ftpusers.',
        commands: ['local_enable=YES', 'userlist_deny=YES'],
      },
      {
        product: 'proftpd',
        text: 'Look at <Limit LOGIN>, UseFtpUsers (/etc/ftpusers) and RequireValidShell in proftpd.conf.',
        commands: [],
      },
      {
        product: 'pure-ftpd',
        text: 'Look at NoAnonymous, AnonymousOnly and MinUID in pure-ftpd.conf.',
        commands: [],
      },
      { product: 'iis', text: 'FTP Authorization Rules: add an Allow rule for the user.', commands: [] },
      {
        product: 'any',
        text: 'Look for lists of users who may or may not log in, and for a setting that allows only anonymous users.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/chroot-directory',
    title: 'Take the right to write from the user’s root directory',
    remedies: [
      {
        product: 'vsftpd',
        text: 'It refuses a root directory that the user may write to. Better take the right away and give a directory inside it; or allow it in vsftpd.conf:',
        commands: ['chmod a-w <home directory>', 'allow_writeable_chroot=YES'],
      },
      {
        product: 'any',
        text: 'The directory that becomes the user’s root must not be writable by the user.',
        commands: ['chmod a-w <home directory>'],
      },
    ],
  },
  {
    key: 'server/home-directory',
    title: 'Give the user a home directory that he may enter',
    remedies: [
      {
        product: 'any',
        text: 'It is missing, or he has no right to enter it or a directory above it; SELinux may forbid it too.',
        commands: ['ls -ld <home directory>', 'setsebool -P ftpd_full_access on'],
      },
      {
        product: 'iis',
        text: 'FTP User Isolation: the site needs a directory or virtual directory named as the user (below LocalUser or the domain).',
        commands: [],
      },
      { product: 'proftpd', text: 'Let it make missing ones:', commands: ['CreateHome on'] },
      { product: 'pure-ftpd', text: 'Let it make missing ones:', commands: ['CreateHomeDir yes'] },
    ],
  },
  {
    key: 'server/check-user-database',
    title: 'Find out what the server waits for while it checks the password',
    remedies: [
      {
        product: 'any',
        text: 'Mostly it is the directory service (LDAP, Active Directory), a database or name resolution. See how long a look-up takes on the server:',
        commands: ['time getent passwd {user}'],
      },
    ],
  },
];
