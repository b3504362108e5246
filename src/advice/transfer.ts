import type { Advice } from './advice.ts';

/** What is in the way of a transfer once its connection stands. */
export const transferAdvice: readonly Advice[] = [
  {
    key: 'server/path-exists',
    title: 'Check the path {path}: the server counts it from the directory that this account sees as its root',
    remedies: [
      {
        product: 'any',
        text: 'Capital letters matter on most servers, and a user in a chroot sees another tree than the machine has. This lists what is there after the login:',
        commands: ['ftpdiag check -u {user} {host}'],
      },
      {
        product: 'iis',
        text: 'The path has to be below the site’s physical directory, or a virtual directory.',
        commands: [],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Users > Mount points: the virtual path has to lead to a directory that exists.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/path-permissions',
    title: 'Give the account the right to list the directory',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it; anonymous users besides need directories that everyone may read.',
        commands: ['dirlist_enable=YES'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf: take out a <Limit> that denies LIST, MLSD, NLST or DIRS, then restart it.',
        commands: ['<Limit DIRS>', '  AllowAll', '</Limit>'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Users > Mount points: access mode at least “Read only”; its service account needs the right as well.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP Authorization Rules: allow the user Read; give the user NTFS rights on the directory as well.',
        commands: [],
      },
      {
        product: 'pyftpdlib',
        text: 'Permissions of the authorizer: “e” to enter, “l” to list, “r” to read.',
        commands: ["authorizer.add_user('{user}', '<password>', '<directory>', perm='elr')"],
      },
      {
        product: 'any',
        text: 'On Linux every directory from the root on needs the right to enter (x), the last one to read (r) as well. Where SELinux is enforcing, it may need the second line.',
        commands: ['namei -l <directory on the server>', 'setsebool -P ftpd_full_access on'],
      },
    ],
  },
  {
    key: 'server/free-space',
    title: 'Free space on the server’s disk, or raise the account’s quota',
    remedies: [
      {
        product: 'any',
        text: 'Free inodes count as well. On Linux:',
        commands: ['df -h <directory on the server>', 'df -i <directory on the server>', 'quota -u {user}'],
      },
      {
        product: 'proftpd',
        text: 'With mod_quotatab this shows the quotas:',
        commands: ['ftpquota --show-records --type=limit'],
      },
      { product: 'pure-ftpd', text: 'The quota of a virtual user:', commands: ['pure-pw show {user}'] },
      { product: 'iis', text: 'File Server Resource Manager > Quota Management.', commands: [] },
    ],
  },
  {
    key: 'network/keepalive',
    title: 'Keep the control connection alive while data flows',
    remedies: [
      {
        product: 'any',
        text: 'A NAT, firewall or load balancer forgets connections that are silent for minutes: raise its idle time for port {port}. On a Linux server the first keepalive comes after two hours unless told otherwise:',
        commands: ['sysctl -w net.ipv4.tcp_keepalive_time=60 net.ipv4.tcp_keepalive_intvl=30'],
      },
      {
        product: 'filezilla',
        text: 'Edit > Settings > Connection > FTP: “Send FTP keep-alive commands”.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection > Keepalives: “Executing dummy FTP commands”, every 30 seconds.',
        commands: [],
      },
      {
        product: 'curl',
        text: 'In seconds:',
        commands: ['curl {tls} --keepalive-time 30 --user {user} {url}'],
      },
      { product: 'lftp', text: 'At its prompt or in ~/.lftprc:', commands: ['set ftp:nop-interval 30'] },
    ],
  },
];
