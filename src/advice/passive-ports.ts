import type { Advice, Remedy } from './advice.ts';
import { openPorts } from './open-ports.ts';

/** A range to start with: a hundred transfers beside each other, away from the ports that systems hand out. */
const range = '50000-50100';

/** How each server is told its passive ports. */
const fixedRange: readonly Remedy[] = [
  {
    product: 'vsftpd',
    text: 'In vsftpd.conf, then restart it.',
    commands: ['pasv_min_port=50000', 'pasv_max_port=50100'],
  },
  { product: 'proftpd', text: 'In proftpd.conf, then restart it.', commands: ['PassivePorts 50000 50100'] },
  {
    product: 'pure-ftpd',
    text: 'In pure-ftpd.conf, then restart it. On Debian and Ubuntu write the two numbers alone into /etc/pure-ftpd/conf/PassivePortRange.',
    commands: ['PassivePortRange 50000 50100'],
  },
  {
    product: 'filezilla-server',
    text: 'Server > Configure > Protocols settings > FTP and FTP over TLS (FTPS) > Passive mode > Use custom port range: 50000 to 50100.',
    commands: [],
  },
  {
    product: 'iis',
    text: 'FTP Firewall Support of the server (not of the site) > Data Channel Port Range. In a prompt of the administrator:',
    commands: [
      '%windir%\\system32\\inetsrv\\appcmd.exe set config -section:system.ftpServer/firewallSupport /lowDataChannelPort:50000 /highDataChannelPort:50100 /commit:apphost',
      'net stop ftpsvc & net start ftpsvc',
    ],
  },
  {
    product: 'pyftpdlib',
    text: 'On the handler class, before the server starts.',
    commands: ['handler.passive_ports = range(50000, 50101)'],
  },
  {
    product: 'aws-transfer',
    text: 'Its passive ports are 8192 to 8200 and cannot be changed: open those in the security group in place of 50000-50100.',
    commands: [],
  },
];

/** The ports that passive data connections go to. */
export const passivePortsAdvice: readonly Advice[] = [
  {
    key: 'server/open-passive-ports',
    title: 'Fix the range of passive ports, and let that range through the firewall',
    remedies: [
      ...fixedRange,
      {
        product: 'any',
        text: 'The range may already be set (this run saw port {ports}): then open that range. Setting and firewall have to agree; below it is 50000 to 50100.',
        commands: [],
      },
      ...openPorts({ ports: range, name: 'ftp-passive' }),
    ],
  },
  {
    key: 'server/forward-passive-ports',
    title: 'Forward the passive ports on the router to the server, each to the same port',
    remedies: [
      ...fixedRange,
      {
        product: 'any',
        text: 'On the router: forward TCP 50000 to 50100 to {inside}, unchanged, and port {port} as well. In Docker publish the ports one to one: -p 50000-50100:50000-50100.',
        commands: [],
      },
      {
        product: 'nftables',
        text: 'On a Linux router:',
        commands: [
          'nft add table ip ftpnat',
          "nft 'add chain ip ftpnat prerouting { type nat hook prerouting priority dstnat; }'",
          'nft add rule ip ftpnat prerouting tcp dport 50000-50100 dnat to {inside}',
        ],
      },
      {
        product: 'firewalld',
        text: 'On a Linux router, in the zone that faces outside:',
        commands: [
          'firewall-cmd --permanent --zone=external --add-forward-port=port=50000-50100:proto=tcp:toaddr={inside}',
          'firewall-cmd --reload',
        ],
      },
      {
        product: 'aws',
        text: 'A network load balancer needs a TCP listener for each passive port; an elastic address on the instance needs none.',
        commands: [],
      },
      {
        product: 'azure',
        text: 'A load balancer needs an inbound NAT rule for each passive port; a public address on the machine needs none.',
        commands: [],
      },
      {
        product: 'gcp',
        text: 'A passthrough network load balancer forwards the range when its forwarding rule names it: --ports=ALL or the range.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/passive-port-range',
    title: 'Make the range of passive ports larger than the transfers within four minutes',
    remedies: [
      ...fixedRange,
      {
        product: 'any',
        text: 'A port stays taken for some minutes after its transfer (TIME_WAIT). Widen the range in the server and in every firewall before it alike.',
        commands: [],
      },
      ...openPorts({ ports: range, name: 'ftp-passive' }),
    ],
  },
  {
    key: 'server/passive-listener',
    title: 'Find out why nothing listens on the port that the server announces',
    remedies: [
      {
        product: 'any',
        text: 'While a client waits after PASV, look on the server whether the port is open. If it is, another machine answers at {address}: a load balancer that sends data connections to another node, or a container whose ports are not published one to one.',
        commands: ["ss -tlnp 'sport >= :1024'"],
      },
      {
        product: 'vsftpd',
        text: 'The announced port has to lie in the range that is forwarded:',
        commands: ['pasv_min_port=50000', 'pasv_max_port=50100'],
      },
      {
        product: 'proftpd',
        text: 'When the range is used up, ProFTPD takes any port without a word. Widen the range:',
        commands: ['PassivePorts 50000 50100'],
      },
    ],
  },
  {
    key: 'client/allow-outbound',
    title: 'Let connections out to the server, to its control port and its passive ports',
    remedies: [
      {
        product: 'any',
        text: 'On the firewall before the client: let TCP out to {address}, to port {port} and to the passive ports: the range that the server uses, or 1024 to 65535.',
        commands: [],
      },
      {
        product: 'nftables',
        text: 'On a Linux firewall:',
        commands: ["nft 'insert rule inet filter forward ip daddr {address} tcp dport { {port}, 1024-65535 } accept'"],
      },
      {
        product: 'ufw',
        text: 'On the client:',
        commands: ['ufw allow out proto tcp to {address} port {port},1024:65535'],
      },
      {
        product: 'windows-firewall',
        text: 'On the client, as administrator:',
        commands: [
          'netsh advfirewall firewall add rule name="FTP out" dir=out action=allow protocol=TCP remoteip={address} remoteport={port},1024-65535',
        ],
      },
    ],
  },
];
