import type { Advice, Remedy } from './advice.ts';

const smallerPackets: readonly Remedy[] = [
  {
    product: 'any',
    text: 'Let ICMP “fragmentation needed” (type 3, code 4; in IPv6 “packet too big”) through every firewall. On the way over VPN or PPPoE lower the MTU. On Linux this shows whether packets of full size arrive:',
    commands: ['ping -c 3 -M do -s 1472 {host}'],
  },
  {
    product: 'nftables',
    text: 'On the router with the small MTU:',
    commands: ['nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu'],
  },
  {
    product: 'firewalld',
    text: 'On the router with the small MTU:',
    commands: [
      'firewall-cmd --permanent --direct --add-passthrough ipv4 -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
      'firewall-cmd --reload',
    ],
  },
];

/** What lies between client and server, and the client's own network. */
export const networkPathAdvice: readonly Advice[] = [
  {
    key: 'network/alg',
    title: 'Switch off or mend the FTP helper (ALG) of the router or firewall on the way',
    remedies: [
      {
        product: 'any',
        text: 'Routers call it “FTP ALG”, “FTP passthrough” or “NAT helper”; on Cisco ASA it is “inspect ftp”. Without it the server has to announce the right address and its passive ports have to be open. It reads port {port} alone and no TLS, so a run with TLS shows the difference.',
        commands: ['ftpdiag check --tls explicit {host}:{port}'],
      },
      {
        product: 'nftables',
        text: 'On a Linux router; take the rule with “ct helper” out of /etc/nftables.conf as well.',
        commands: ['modprobe -r nf_nat_ftp nf_conntrack_ftp'],
      },
      {
        product: 'firewalld',
        text: 'On a Linux router or server:',
        commands: ['firewall-cmd --permanent --service=ftp --remove-helper=ftp', 'firewall-cmd --reload'],
      },
      {
        product: 'windows-firewall',
        text: 'As administrator:',
        commands: ['netsh advfirewall set global StatefulFTP disable'],
      },
    ],
  },
  {
    key: 'network/mtu',
    title: 'Let packets of full size through, or make them smaller',
    remedies: smallerPackets,
  },
  {
    key: 'network/check-mtu',
    title: 'Find out whether large packets are lost on the way',
    remedies: smallerPackets,
  },
  {
    key: 'network/check-loss',
    title: 'Find out where packets are lost on the way',
    remedies: [
      {
        product: 'any',
        text: 'A few per cent of loss make every connection slow and some fail. This shows the loss at each hop, with TCP packets to the same port:',
        commands: ['mtr --report --report-cycles 50 --tcp --port {port} {host}'],
      },
    ],
  },
  {
    key: 'network/routing',
    title: 'Let both directions of a connection take the same way',
    remedies: [
      {
        product: 'any',
        text: 'A stateful firewall drops answers to a SYN that it did not see. Look at machines with two networks, at VPNs, and at the default routes of client and server. On Linux this shows the way back:',
        commands: ['ip route get {address}'],
      },
    ],
  },
  {
    key: 'network/check-route',
    title: 'Find the router or firewall that rejects the connection',
    remedies: [
      {
        product: 'any',
        text: 'The last one that answers is it, or the one behind it. On Linux and on Windows:',
        commands: ['traceroute -T -p {port} {host}', 'tracert {host}'],
      },
    ],
  },
  {
    key: 'client/check-route',
    title: 'Give this machine a route to {host}',
    remedies: [
      {
        product: 'any',
        text: 'See that the network, and the VPN if one is needed, is connected. Where IPv6 alone has no route, the second goes by IPv4. On Linux:',
        commands: ['ip route get {address}', 'ftpdiag check -4 {host}'],
      },
    ],
  },
  {
    key: 'client/check-source-address',
    title: 'Leave out --source, or give it an address of this machine',
    remedies: [
      {
        product: 'any',
        text: 'On Linux this shows the addresses; on Windows: ipconfig.',
        commands: ['ip address show'],
      },
    ],
  },
  {
    key: 'client/free-resources',
    title: 'Let this machine open another connection',
    remedies: [
      {
        product: 'any',
        text: 'Ports that are given must be free, an address that is given must be this machine’s, and the process may have too many files open. On Linux these show what listens, and the limit:',
        commands: ['ss -tlnp', 'ulimit -n'],
      },
    ],
  },
  {
    key: 'client/one-outside-address',
    title: 'Let all connections of the client leave from one outside address',
    remedies: [
      {
        product: 'any',
        text: 'On the NAT before the client: sticky source NAT, so that control and data connections show the same address; with two lines to the Internet send FTP over one. The server saw {client}.',
        commands: [],
      },
      {
        product: 'nftables',
        text: 'On a Linux router with several addresses, with its table and chain for source NAT:',
        commands: ['nft insert rule ip nat postrouting ip daddr {address} snat to <outside address>'],
      },
      {
        product: 'azure',
        text: 'A NAT gateway with one public address in place of several.',
        commands: [],
      },
      {
        product: 'aws',
        text: 'One NAT gateway for the subnet, with one elastic address.',
        commands: [],
      },
      { product: 'gcp', text: 'Cloud NAT with one address, given by hand.', commands: [] },
    ],
  },
];
