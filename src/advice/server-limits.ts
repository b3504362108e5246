import type { Advice } from './advice.ts';

/** Limits, bans and waiting times of servers. */
export const serverLimitsAdvice: readonly Advice[] = [
  {
    key: 'server/connection-limit',
    title: 'Raise the limit of connections, or close those that are left over',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it; 0 means no limit.',
        commands: ['max_clients=200', 'max_per_ip=20'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it.',
        commands: ['MaxInstances 200', 'MaxClients 200', 'MaxClientsPerHost 20'],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf, then restart it.',
        commands: ['MaxClientsNumber 200', 'MaxClientsPerIP 20'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Users and Groups: the limits of sessions.',
        commands: [],
      },
      { product: 'iis', text: 'Advanced Settings of the site > Connections > Max Connections.', commands: [] },
      {
        product: 'pyftpdlib',
        text: 'On the server object.',
        commands: ['server.max_cons = 200', 'server.max_cons_per_ip = 20'],
      },
      {
        product: 'any',
        text: 'Clients may hold connections open: use fewer transfers beside each other, and look on the server who is connected.',
        commands: ["ss -tn 'sport = :{port}'"],
      },
    ],
  },
  {
    key: 'server/allow-client-address',
    title: 'Let the client’s address in: lift the ban or the rule that keeps it out',
    remedies: [
      {
        product: 'vsftpd',
        text: 'With tcp_wrappers=YES the first line belongs into /etc/hosts.allow; the second lifts a ban by fail2ban.',
        commands: ['vsftpd: {client}', 'fail2ban-client set vsftpd unbanip {client}'],
      },
      {
        product: 'proftpd',
        text: 'The first lifts a ban by mod_ban, the second one by fail2ban; look for <Limit LOGIN> with Deny from as well.',
        commands: ['ftpdctl permit host {client}', 'fail2ban-client set proftpd unbanip {client}'],
      },
      {
        product: 'pure-ftpd',
        text: 'It lifts a ban by fail2ban.',
        commands: ['fail2ban-client set pure-ftpd unbanip {client}'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure: the IP filters of server, users and groups, and the autobanner.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP IPv4 Address and Domain Restrictions, and FTP Logon Attempt Restrictions of the server.',
        commands: [],
      },
      {
        product: 'any',
        text: 'Bans mostly end by themselves after some minutes. Stop what logs in with a wrong password first, or it comes back.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/idle-timeout',
    title: 'Raise the time after which the server closes an idle connection',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, in seconds; then restart it.',
        commands: ['idle_session_timeout=900'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, in seconds; then restart it.',
        commands: ['TimeoutIdle 900', 'TimeoutNoTransfer 900'],
      },
      { product: 'pure-ftpd', text: 'In pure-ftpd.conf, in minutes; then restart it.', commands: ['MaxIdleTime 15'] },
      { product: 'filezilla-server', text: 'Server > Configure > Protocols settings > Timeouts.', commands: [] },
      { product: 'iis', text: 'Advanced Settings of the site > Connections > Control Channel Timeout.', commands: [] },
      { product: 'pyftpdlib', text: 'On the handler class, in seconds.', commands: ['handler.timeout = 900'] },
      {
        product: 'any',
        text: 'A firewall or NAT may cut idle connections too: then let the client send NOOP from time to time.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/disable-reverse-lookup',
    title: 'Keep the server from asking for the client’s name before it greets',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it.',
        commands: ['reverse_lookup_enable=NO'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it. The second is for the ident lookup, which waits for port 113 of the client.',
        commands: ['UseReverseDNS off', 'IdentLookups off'],
      },
      { product: 'pure-ftpd', text: 'In pure-ftpd.conf, then restart it.', commands: ['DontResolve yes'] },
      {
        product: 'any',
        text: 'Or mend the server’s resolver, and let the client’s firewall reject port 113 (ident) in place of dropping it.',
        commands: [],
      },
    ],
  },
];
