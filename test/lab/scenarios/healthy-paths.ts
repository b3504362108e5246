import type { LabScenario } from '../scenario.ts';
import { publicClient, serverNat } from './addresses.ts';
import { healthy, healthyOnIPv6 } from './healthy-label.ts';

const established = 'ct state established,related accept';

/** NATs, helpers and firewalls that are set up as they should be. */
export const healthyPaths: readonly LabScenario[] = [
  {
    name: 'healthy-client-nat-alg-vsftpd',
    title: "The FTP helper of the client's NAT translates what PORT and EPRT say.",
    path: { client: 'nat', ftpHelper: ['clientRouter'] },
    server: { program: 'vsftpd' },
    label: healthy,
  },
  {
    name: 'healthy-client-nat-alg-pyftpdlib',
    title: "The FTP helper of the client's NAT works for a server that connects at PORT already.",
    path: { client: 'nat', ftpHelper: ['clientRouter'] },
    server: { program: 'pyftpdlib' },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-client-firewall-alg',
    title: "The client's firewall lets nothing in but what its FTP helper expects.",
    path: {
      ftpHelper: ['clientRouter'],
      firewall: { clientRouter: { forward: [established, `ip daddr ${publicClient} ct state new drop`] } },
    },
    server: { program: 'pure-ftpd' },
    label: healthy,
  },
  {
    name: 'healthy-server-firewall-alg',
    title: "The server's own firewall opens port 21, and its FTP helper the passive ports.",
    path: {
      ftpHelper: ['server'],
      firewall: { server: { input: [established, 'tcp dport 1024-65535 drop'] } },
    },
    server: { program: 'vsftpd' },
    label: healthy,
  },
  {
    name: 'healthy-server-firewall-alg-ipv6',
    title: "The FTP helper of the server's router opens the passive ports over IPv6.",
    path: {
      family: 6,
      ftpHelper: ['serverRouter'],
      firewall: { serverRouter: { forward: [established, 'tcp dport 40000-40100 drop'] } },
    },
    server: { program: 'proftpd' },
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-server-nat-alg',
    title: "The FTP helper of the server's NAT corrects the private 227 and forwards its port.",
    path: { server: 'nat', forwarded: [21], ftpHelper: ['serverRouter'] },
    server: { program: 'vsftpd' },
    label: healthy,
  },
  {
    name: 'healthy-both-nat-both-alg',
    title: 'Client and server are both behind a NAT with an FTP helper.',
    path: { client: 'nat', server: 'nat', forwarded: [21], ftpHelper: ['clientRouter', 'serverRouter'] },
    server: { program: 'proftpd' },
    label: healthy,
  },
  {
    name: 'healthy-server-nat-vsftpd',
    title: 'A server behind a NAT announces the outside address, and all of its range is forwarded.',
    path: { server: 'nat' },
    server: { program: 'vsftpd', passiveAddress: serverNat },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-server-nat-pure-ftpd-tls',
    title: 'The same with TLS, which hides nothing that anybody would need to read.',
    path: { server: 'nat' },
    server: { program: 'pure-ftpd', passiveAddress: serverNat, tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-server-double-nat',
    title: 'A server behind two NATs announces the address of the outer one, and both forward.',
    path: { server: 'double-nat' },
    server: { program: 'proftpd', passiveAddress: serverNat },
    label: healthy,
  },
  {
    name: 'healthy-private-227-in-lan',
    title: "A client in the server's own network gets a private address, and it is the right one.",
    path: { client: 'server-lan', server: 'nat' },
    server: { program: 'vsftpd' },
    host: '10.20.0.2',
    label: healthy,
  },
  {
    name: 'healthy-narrow-link',
    title: 'A link is narrow, and its ICMP messages let both ends know.',
    path: { mtu: 1300 },
    server: { program: 'vsftpd', files: 300 },
    label: healthy,
  },
  {
    name: 'healthy-far-away',
    title: 'The server is 120 ms away.',
    path: { rttMs: 120 },
    server: { program: 'pure-ftpd' },
    label: healthy,
  },
  {
    name: 'healthy-far-away-tls',
    title: 'The server is 120 ms away and speaks TLS.',
    path: { rttMs: 120 },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: healthy,
  },
];
