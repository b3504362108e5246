import type { Advice } from './advice.ts';

/** Names, routes and the client’s own machine. */
export const namesAndRoutesAdvice: readonly Advice[] = [
  {
    key: 'client/check-name',
    title: 'Correct the name {host}, or its zone',
    remedies: [
      {
        product: 'any',
        text: 'Look for a typing error, and whether only a resolver inside the company or VPN knows the name. With -4 or -6 the name needs an address of that family.',
        commands: ['getent ahosts {host}', 'nslookup {host}'],
      },
    ],
  },
  {
    key: 'client/check-resolver',
    title: 'Mend the name resolution of this machine',
    remedies: [
      {
        product: 'any',
        text: 'The resolver gave no answer, so the name may well exist. Ask another one; if it answers, correct /etc/resolv.conf or the VPN’s name servers.',
        commands: ['nslookup {host} 9.9.9.9'],
      },
    ],
  },
  {
    key: 'server/remove-dead-address',
    title: 'Take addresses that do not answer out of the name’s zone, or bring them up: {address}',
    remedies: [
      {
        product: 'any',
        text: 'Clients that try such an address first lose time or fail. For an AAAA record: let the server listen on IPv6, or remove the record.',
        commands: [],
      },
      {
        product: 'vsftpd',
        text: 'To listen on IPv6 (and IPv4), in vsftpd.conf:',
        commands: ['listen=NO', 'listen_ipv6=YES'],
      },
      { product: 'proftpd', text: 'To listen on IPv6, in proftpd.conf:', commands: ['UseIPv6 on'] },
    ],
  },
  {
    key: 'client/check-route',
    title: 'Give this machine a route to {address}',
    remedies: [
      {
        product: 'any',
        text: 'There is no default route, or none for the address family: a VPN may be down. See which route is taken:',
        commands: ['ip route get {address}'],
      },
    ],
  },
  {
    key: 'network/check-route',
    title: 'Find the router that answers “unreachable”, and its route or access list',
    remedies: [
      {
        product: 'any',
        text: 'The last router that answers is the one that rejects:',
        commands: ['traceroute -T -p {port} {host}'],
      },
    ],
  },
  {
    key: 'network/routing',
    title: 'Let both directions of the connection pass the same firewall',
    remedies: [
      {
        product: 'any',
        text: 'The SYN arrives and the answer to it gets lost: a stateful firewall drops an answer whose SYN it has not seen, as with two ways out of the network. Correct the routes, or the reverse path filter.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/check-source-address',
    title: 'Give a source address that this machine has',
    remedies: [
      {
        product: 'any',
        text: '--source takes an address of this machine, of the same family as the server’s:',
        commands: ['ip -brief address'],
      },
    ],
  },
  {
    key: 'client/free-resources',
    title: 'Let this machine open the sockets that it needs',
    remedies: [
      {
        product: 'any',
        text: 'Its ports or open files are used up, the address is not its own, or a local policy forbids it. Widen --active-ports, and look at the limits:',
        commands: ['ulimit -n', 'ss -s'],
      },
    ],
  },
];
