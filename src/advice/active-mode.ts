import type { Advice } from './advice.ts';
import { openHostFirewall } from './open-ports.ts';

/** Data connections that the server opens. */
export const activeModeAdvice: readonly Advice[] = [
  {
    key: 'server/allow-foreign-data',
    title: 'Let data connections use another address than the control connection, knowing the price',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. The first is for passive, the second for active mode; anyone may then catch the data or bounce connections off the server.',
        commands: ['pasv_promiscuous=YES', 'port_promiscuous=YES'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it. Better with a class of addresses in place of “on”: anyone may otherwise bounce connections off the server.',
        commands: ['AllowForeignAddress on'],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf, then restart it. Anyone who may log in can then bounce connections off the server.',
        commands: ['AllowUserFXP yes'],
      },
      {
        product: 'pyftpdlib',
        text: 'On the handler class. Anyone may then bounce connections off the server.',
        commands: ['handler.permit_foreign_addresses = True'],
      },
      {
        product: 'any',
        text: 'Better keep the check and let the client’s NAT use one outside address, {client}, for all its connections (sticky source NAT).',
        commands: [],
      },
    ],
  },
  {
    key: 'server/allow-outbound',
    title: 'Let the server open connections to clients',
    remedies: [
      {
        product: 'any',
        text: 'On the firewall before the server: let new TCP connections out, from port 20 to any port of the client ({client}, port {listen}).',
        commands: [],
      },
      {
        product: 'nftables',
        text: 'Output on the server; on a router the chain is “forward”:',
        commands: ['nft insert rule inet filter output tcp sport 20 accept'],
      },
      {
        product: 'ufw',
        text: 'Where outgoing connections are denied by default:',
        commands: ['ufw allow out proto tcp from any port 20 to any'],
      },
      {
        product: 'windows-firewall',
        text: 'As administrator:',
        commands: [
          'netsh advfirewall firewall add rule name="FTP active mode" dir=out action=allow protocol=TCP localport=20',
        ],
      },
      {
        product: 'aws',
        text: 'The security group’s outbound rules:',
        commands: [
          'aws ec2 authorize-security-group-egress --group-id <security group> --protocol tcp --port 1024-65535 --cidr 0.0.0.0/0',
        ],
      },
      {
        product: 'azure',
        text: 'The network security group’s outbound rules:',
        commands: [
          'az network nsg rule create --resource-group <group> --nsg-name <security group> --name ftp-active --priority 320 --direction Outbound --access Allow --protocol Tcp --destination-port-ranges 1024-65535',
        ],
      },
      {
        product: 'gcp',
        text: 'An egress rule of the network:',
        commands: [
          'gcloud compute firewall-rules create ftp-active --network=<network> --direction=EGRESS --action=ALLOW --rules=tcp:1024-65535 --destination-ranges=0.0.0.0/0',
        ],
      },
    ],
  },
  {
    key: 'server/data-port-20',
    title: 'Let active connections come from port 20, as firewalls before clients may expect',
    remedies: [
      { product: 'vsftpd', text: 'In vsftpd.conf, then restart it.', commands: ['connect_from_port_20=YES'] },
      {
        product: 'proftpd',
        text: 'It has to be started as root and must not give that up. In proftpd.conf, then restart it.',
        commands: ['RootRevoke off'],
      },
      {
        product: 'any',
        text: 'Start the server with the right to bind ports below 1024 (root, or CAP_NET_BIND_SERVICE in a container), or change the firewall rule that asks for port 20.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/data-source-address',
    title: 'Let active connections come from the address that clients reached, {address}',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it: one instance for each address.',
        commands: ['listen_address={address}'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it.',
        commands: ['DefaultAddress {address}', 'SocketBindTight on'],
      },
      { product: 'pure-ftpd', text: 'In pure-ftpd.conf, then restart it.', commands: ['Bind {address},{port}'] },
      {
        product: 'any',
        text: 'Bind the server to one address; behind a NAT or load balancer give outgoing connections the same outside address as incoming ones.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/allow-inbound',
    title: 'Let the server’s connections in on the client: the simplest way around it is passive mode',
    remedies: [
      {
        product: 'filezilla',
        text: 'Edit > Settings > Connection > FTP > Active mode > Limit local ports: 50000 to 50100. That range has to be open.',
        commands: [],
      },
      ...openHostFirewall({ ports: '50000-50100', name: 'FTP active mode' }),
      {
        product: 'curl',
        text: 'Keep it to the range:',
        commands: ['curl {tls} --ftp-port -:50000-50100 --user {user} {url}'],
      },
      { product: 'lftp', text: 'Keep it to the range:', commands: ['set ftp:port-range 50000-50100'] },
    ],
  },
  {
    key: 'client/forward-active-ports',
    title: 'Use passive mode; or announce the outside address, {client}, and forward the ports',
    remedies: [
      {
        product: 'any',
        text: 'For active mode through a NAT: forward TCP 50000 to 50100 on the router to this client, unchanged, and check the result with --active-address {client} --active-ports 50000-50100. Not beside an FTP helper (ALG) on the router: it then leaves the connection alone.',
        commands: [],
      },
      {
        product: 'filezilla',
        text: 'Edit > Settings > Connection > FTP > Active mode: “Use the following IP address”, and limit local ports to 50000 to 50100.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Options > Preferences > Network > “Use following external IP address”.',
        commands: [],
      },
      {
        product: 'curl',
        text: 'Address and range:',
        commands: ['curl {tls} --ftp-port {client}:50000-50100 --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'At its prompt or in ~/.lftprc:',
        commands: ['set ftp:port-ipv4 {client}', 'set ftp:port-range 50000-50100'],
      },
    ],
  },
  {
    key: 'client/remove-active-address',
    title: 'Take the outside address for active mode, {announced}, out of the client',
    remedies: [
      {
        product: 'any',
        text: 'Without it the client announces its own address, which an FTP helper (ALG) on the router can translate; with it the helper leaves the connection alone.',
        commands: [],
      },
      {
        product: 'filezilla',
        text: 'Edit > Settings > Connection > FTP > Active mode: “Ask your operating system for the external IP address”.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Options > Preferences > Network > “Retrieve external IP address from operating system”.',
        commands: [],
      },
      {
        product: 'curl',
        text: 'Give a hyphen for the address:',
        commands: ['curl {tls} --ftp-port - --user {user} {url}'],
      },
      { product: 'lftp', text: 'At its prompt and in ~/.lftprc:', commands: ['set ftp:port-ipv4 ""'] },
    ],
  },
];
