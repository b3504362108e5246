import type { Advice } from './advice.ts';

/** The server's name and its addresses. */
export const namesAdvice: readonly Advice[] = [
  {
    key: 'client/check-name',
    title: 'Check the spelling of {host}, and whether this network knows it',
    remedies: [
      {
        product: 'any',
        text: 'A name of an inside network is known to its own resolver alone: connect the VPN, or ask for the public name. The second asks a public resolver:',
        commands: ['nslookup {host}', 'nslookup {host} 9.9.9.9'],
      },
    ],
  },
  {
    key: 'client/check-resolver',
    title: 'Find out why the resolver gives no answer',
    remedies: [
      {
        product: 'any',
        text: 'If other names fail as well, this machine’s resolver or its network is at fault; if {host} alone fails, the servers of its zone are. On Linux with systemd the first shows the resolver in use:',
        commands: ['resolvectl status', 'nslookup {host} 9.9.9.9'],
      },
    ],
  },
  {
    key: 'server/remove-dead-address',
    title: 'Take the address that does not answer out of the name, or let it answer',
    remedies: [
      {
        product: 'any',
        text: '{host} has an address that takes no connection: {address}. Clients try it, at random or first, and wait. For an IPv6 address see that the server listens on it.',
        commands: [],
      },
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it; this one listener serves IPv4 as well.',
        commands: ['listen=NO', 'listen_ipv6=YES'],
      },
      { product: 'proftpd', text: 'In proftpd.conf, then restart it.', commands: ['UseIPv6 on'] },
    ],
  },
];
