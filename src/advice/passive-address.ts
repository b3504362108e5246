import type { Advice } from './advice.ts';

/** The address that a server's reply to PASV names (RFC 959 §4.1.2). */
export const passiveAddressAdvice: readonly Advice[] = [
  {
    key: 'server/passive-address',
    title: 'Announce {address}, the address that clients reach, in the reply to PASV',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf, then restart it. A name in place of the address needs pasv_addr_resolve=YES as well.',
        commands: ['pasv_address={address}'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf, then restart it.',
        commands: ['MasqueradeAddress {address}'],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf, then restart it. On Debian and Ubuntu write the address alone into /etc/pure-ftpd/conf/ForcePassiveIP.',
        commands: ['ForcePassiveIP {address}'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Protocols settings > FTP and FTP over TLS (FTPS) > Passive mode > Use the following host: {address}. Leave “Don’t use external IP for local connections” on.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP Firewall Support > External IP Address of Firewall. In a prompt of the administrator, with the name of the site:',
        commands: [
          `%windir%\\system32\\inetsrv\\appcmd.exe set config -section:system.applicationHost/sites /[name='Default FTP Site'].ftpServer.firewallSupport.externalIp4Address:"{address}" /commit:apphost`,
          'net stop ftpsvc & net start ftpsvc',
        ],
      },
      {
        product: 'pyftpdlib',
        text: 'On the handler class, before the server starts.',
        commands: ["handler.masquerade_address = '{address}'"],
      },
      {
        product: 'aws-transfer',
        text: 'Stop and start the server afterwards.',
        commands: ['aws transfer update-server --server-id <server id> --protocol-details PassiveIp={address}'],
      },
      {
        product: 'other-server',
        text: 'Look for a setting named passive, external, masquerade or public address (in container images PASV_ADDRESS or PUBLICHOST) and set it to {address}.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/passive-address-local',
    title: 'Announce the inside address to clients in the same network',
    remedies: [
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Protocols settings > FTP and FTP over TLS (FTPS) > Passive mode: turn on “Don’t use external IP for local connections”.',
        commands: [],
      },
      {
        product: 'proftpd',
        text: 'Give the inside address a <VirtualHost> of its own, without MasqueradeAddress.',
        commands: ['<VirtualHost {address}>', '  Port {port}', '</VirtualHost>'],
      },
      {
        product: 'vsftpd',
        text: 'vsftpd announces one address to all. Run a second instance for the inside address, without pasv_address:',
        commands: ['listen_address={address}'],
      },
      {
        product: 'any',
        text: 'Where the server can announce only one address: let clients inside resolve the name to the outside address and turn on NAT loopback (hairpin NAT) on the router, or let them use EPSV, whose reply names no address.',
        commands: [],
      },
    ],
  },
  {
    key: 'server/unset-passive-address',
    title: 'Correct the address that the server announces, {advertised}: clients reach it at {address}',
    remedies: [
      {
        product: 'vsftpd',
        text: 'In vsftpd.conf: take pasv_address out where no NAT is before the server; set it right where there is one. Then restart it.',
        commands: ['pasv_address={address}'],
      },
      {
        product: 'proftpd',
        text: 'In proftpd.conf: take MasqueradeAddress out, or set it right; a name in it is looked up only at the start. Then restart it.',
        commands: ['MasqueradeAddress {address}'],
      },
      {
        product: 'pure-ftpd',
        text: 'In pure-ftpd.conf (Debian: /etc/pure-ftpd/conf/ForcePassiveIP): take ForcePassiveIP out, or set it right. Then restart it.',
        commands: ['ForcePassiveIP {address}'],
      },
      {
        product: 'filezilla-server',
        text: 'Server > Configure > Protocols settings > FTP and FTP over TLS (FTPS) > Passive mode: clear “Use the following host”, or set it to {address}.',
        commands: [],
      },
      {
        product: 'iis',
        text: 'FTP Firewall Support > External IP Address of Firewall: clear it, or set it to {address}. Then restart the service.',
        commands: ['net stop ftpsvc & net start ftpsvc'],
      },
      {
        product: 'pyftpdlib',
        text: 'Set masquerade_address right on the handler class, or to None.',
        commands: ["handler.masquerade_address = '{address}'"],
      },
      {
        product: 'other-server',
        text: 'Look for a setting named passive, external, masquerade or public address, and for what the host’s own name resolves to in /etc/hosts: a container image takes 127.0.0.1 where PASV_ADDRESS is not set.',
        commands: [],
      },
    ],
  },
  {
    key: 'client/ignore-passive-address',
    title: 'Let the client connect to the server’s address, whatever the 227 says',
    remedies: [
      {
        product: 'filezilla',
        text: 'Edit > Settings > Connection > FTP > Passive mode: “Use the server’s external IP address instead”. It does so by itself for most private addresses.',
        commands: [],
      },
      {
        product: 'winscp',
        text: 'Advanced > Connection > FTP: Force IP address for passive mode connections: On.',
        commands: [],
      },
      {
        product: 'curl',
        text: 'It does so by itself since 7.74; before that:',
        commands: ['curl {tls} --ftp-skip-pasv-ip --user {user} {url}'],
      },
      {
        product: 'lftp',
        text: 'It mends private addresses by itself; for any address:',
        commands: ['set ftp:ignore-pasv-address yes'],
      },
    ],
  },
];
