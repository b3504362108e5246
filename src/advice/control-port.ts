import type { Advice } from './advice.ts';
import { openPorts } from './open-ports.ts';

/** Reaching the control port, and what answers there. */
export const controlPortAdvice: readonly Advice[] = [
  {
    key: 'server/open-control-port',
    title: 'Let connections in to port {port} of the server',
    remedies: [
      ...openPorts({ ports: '{port}', name: 'ftp-control' }),
      {
        product: 'any',
        text: 'Behind a NAT forward the port to the server. A firewall may let in only some client addresses: then add this one.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/start-ftp-server',
    title: 'Start the FTP server, or give the port on which it listens',
    remedies: [
      {
        product: 'any',
        text: 'Look on the server which process listens on port {port}, and on which address: one that listens only on 127.0.0.1 refuses all others.',
        commands: ["ss -tlnp 'sport = :{port}'"],
      },
      { product: 'vsftpd', text: 'Start it now and with the system:', commands: ['systemctl enable --now vsftpd'] },
      { product: 'proftpd', text: 'Start it now and with the system:', commands: ['systemctl enable --now proftpd'] },
      {
        product: 'pure-ftpd',
        text: 'Start it now and with the system:',
        commands: ['systemctl enable --now pure-ftpd'],
      },
      {
        product: 'iis',
        text: 'Start the service and the site, as administrator:',
        commands: ['net start ftpsvc'],
      },
    ],
  },
  {
    key: 'server/check-host-is-up',
    title: 'See whether {host} is up and has this address',
    remedies: [
      {
        product: 'any',
        text: 'Nothing on the network segment answers for the address (ARP): the machine is off, its cable or VLAN is wrong, or it has another address.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/check-greeting',
    title: 'Mend the text with which the server greets',
    remedies: [
      {
        product: 'any',
        text: 'A greeting of several lines begins with “220-” and ends with a line that begins with “220 ” (RFC 959 §4.2). Look into the banner file, and for a device that answers in the server’s name.',
        commands: [],
      },
      { product: 'vsftpd', text: 'In vsftpd.conf one of them:', commands: ['ftpd_banner=Welcome.'] },
    ],
  },
  {
    key: 'client/check-port',
    title: 'Connect to the port on which FTP listens: port {port} of {host} speaks something else',
    remedies: [
      {
        product: 'any',
        text: 'FTP is mostly on 21, FTP over implicit TLS on 990, SFTP (another protocol) on 22. A port forwarding or a proxy may also lead to the wrong service.',
        commands: ['ftpdiag check {host}:21'],
      },
    ],
  },
  {
    key: 'client/use-sftp',
    title: 'Use an SFTP client: this port speaks SSH',
    remedies: [
      {
        product: 'any',
        text: 'SFTP is a protocol of its own over SSH; despite its name it has nothing in common with FTP.',
        commands: ['sftp -P {port} {user}@{host}'],
      },
      { product: 'filezilla', text: 'Site Manager > Protocol: SFTP.', commands: [] },
      { product: 'winscp', text: 'Login > File protocol: SFTP.', commands: [] },
    ],
  },
];
