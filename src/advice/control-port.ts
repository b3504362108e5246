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
    key: 'server/allow-client-address',
    title: 'Let the server accept this client’s address',
    remedies: [
      {
        product: 'vsftpd',
        text: 'With tcp_wrappers=YES look into /etc/hosts.allow and /etc/hosts.deny.',
        commands: [],
      },
      {
        product: 'proftpd',
        text: 'Look for <Limit LOGIN> with Allow and Deny, and for a ban:',
        commands: ['ftpdctl ban info -v'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Server Listeners and IP filters: look for denied addresses, and for the automatic ban.',
        commands: [],
      },
      { product: 'iis', text: 'FTP IPv4 Address and Domain Restrictions: allow the address.', commands: [] },
      {
        product: 'any',
        text: 'Look for a ban after failed logins (fail2ban and the like), for an allow list, and for a limit of connections for each address.',
        commands: ['fail2ban-client status vsftpd'],
      },
    ],
  },
  {
    key: 'server/connection-limit',
    title: 'Allow more connections, or wait until some are closed',
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
        product: 'pyftpdlib',
        text: 'On the server object, before it starts.',
        commands: ['server.max_cons = 512', 'server.max_cons_per_ip = 20'],
      },
      {
        product: 'iis',
        text: 'Site > Advanced Settings > Connections: Max Connections.',
        commands: [],
      },
      {
        product: 'any',
        text: 'Sessions of clients that vanished count until they time out: a shorter idle limit sets them free.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/disable-reverse-lookup',
    title: 'Keep the server from looking up each client before it greets',
    remedies: [
      {
        product: 'vsftpd',
        text: 'Where the build knows it (Fedora, Red Hat), in vsftpd.conf; with tcp_wrappers=YES names in /etc/hosts.allow are looked up too.',
        commands: ['reverse_lookup_enable=NO'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it.',
        commands: ['UseReverseDNS off', 'IdentLookups off'],
      },
      { product: 'pure-ftpd', text: 'In pure-ftpd.conf, then restart it.', commands: ['DontResolve yes'] },
      {
        product: 'any',
        text: 'Otherwise mend the resolver of the server: see whether it finds the client’s name at once.',
        commands: ['getent hosts {client}'],
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
    key: 'server/check-configuration',
    title: 'Mend the server’s configuration: it says itself what is wrong',
    remedies: [
      {
        product: 'vsftpd',
        text: 'The text after “500 OOPS:” names the setting or the file. Run it in the foreground to see it:',
        commands: ['vsftpd /etc/vsftpd.conf -obackground=NO'],
      },
      { product: 'proftpd', text: 'Let it check its configuration:', commands: ['proftpd -t'] },
      { product: 'any', text: 'Look into its log at the time of this run.', commands: [] },
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
