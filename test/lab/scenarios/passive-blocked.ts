import type { LabScenario } from '../scenario.ts';
import { inTurn, publicServer } from './addresses.ts';
import { passiveBlocked, provable, rangePartlyBlocked } from './fault-labels.ts';
import { modesOnIPv6 } from './mode-labels.ts';

const established = 'ct state established,related accept';
const range = 'tcp dport 40000-40100';
const everySecondPort = '{ 40000, 40002, 40004, 40006, 40008, 40010, 40012, 40014, 40016, 40018 }';
const outbound = `ip daddr ${publicServer} tcp dport 1024-65535`;

/** The control port is open and the passive ports are not, or not all of them. */
export const passiveBlockedScenarios: readonly LabScenario[] = [
  {
    name: 'passive-dropped-at-server',
    title: "The server's own firewall drops what goes to its passive ports.",
    path: { firewall: { server: { input: [established, `${range} drop`] } } },
    server: { program: 'vsftpd' },
    label: provable({ ...passiveBlocked('server'), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'passive-dropped-at-server-inetutils',
    title: 'The firewall of a server that takes its passive ports from the system drops them.',
    path: { firewall: { server: { input: [established, `${range} drop`] } } },
    server: { program: 'inetutils' },
    login: 'lab',
    label: provable({ ...passiveBlocked('server'), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'passive-dropped-at-server-ipv6',
    title: "The server's own firewall drops what goes to its passive ports over IPv6.",
    path: { family: 6, firewall: { server: { input: [established, `${range} drop`] } } },
    server: { program: 'pyftpdlib' },
    label: provable({ ...passiveBlocked('server', modesOnIPv6), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'passive-dropped-at-server-router',
    title: "The server's router lets nothing but the control port in, silently.",
    path: { firewall: { serverRouter: { forward: [established, `${range} drop`] } } },
    server: { program: 'proftpd' },
    label: provable({ ...passiveBlocked('server'), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'passive-dropped-at-server-tls',
    title: 'The same with TLS, where no helper could have opened the ports either.',
    path: { firewall: { serverRouter: { forward: [established, `${range} drop`] } } },
    server: { program: 'pure-ftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: provable({ ...passiveBlocked('server'), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'passive-dropped-at-client-router',
    title: "The client's router lets no connections to high ports out.",
    path: { firewall: { clientRouter: { forward: [established, `${outbound} drop`] } } },
    server: { program: 'pure-ftpd' },
    label: { ...passiveBlocked('client'), findings: ['passive-port-filtered'] },
  },
  {
    name: 'passive-dropped-at-client-host',
    title: "The client's own firewall lets no connections to high ports out.",
    path: { firewall: { client: { output: [established, `${outbound} drop`] } } },
    server: { program: 'vsftpd' },
    label: provable({ ...passiveBlocked('client'), findings: ['passive-port-filtered'] }),
  },
  {
    name: 'passive-reset-at-server',
    title: "The server's own firewall answers with a RST on its passive ports.",
    path: { firewall: { server: { input: [established, `${range} reject with tcp reset`] } } },
    server: { program: 'vsftpd' },
    label: passiveBlocked('server'),
  },
  {
    name: 'passive-reset-at-client-router',
    title: "The client's router answers with a RST to connections to high ports.",
    path: { firewall: { clientRouter: { forward: [established, `${outbound} reject with tcp reset`] } } },
    server: { program: 'pyftpdlib' },
    label: provable(passiveBlocked('client')),
  },
  {
    name: 'passive-port-unreachable-at-server',
    title: "The server's own firewall answers with port-unreachable, which nftables does by default.",
    path: { firewall: { server: { input: [established, `${range} reject`] } } },
    server: { program: 'pure-ftpd' },
    label: { ...passiveBlocked('server'), knowable: true },
  },
  {
    name: 'passive-host-prohibited-at-server',
    title: "The server's own firewall answers with host-prohibited, as firewalld did.",
    path: { firewall: { server: { input: [established, `${range} reject with icmp type host-prohibited`] } } },
    server: { program: 'vsftpd' },
    label: { ...passiveBlocked('server'), findings: ['passive-port-rejected'], knowable: true },
  },
  {
    name: 'passive-admin-prohibited-at-router',
    title: "The server's router answers with admin-prohibited, as access lists do.",
    path: { firewall: { serverRouter: { forward: [established, `${range} reject with icmp type admin-prohibited`] } } },
    server: { program: 'proftpd' },
    label: provable({ ...passiveBlocked('server'), findings: ['passive-port-rejected'] }),
  },
  {
    name: 'passive-admin-prohibited-ipv6',
    title: "The server's own firewall answers with admin-prohibited over IPv6.",
    path: {
      family: 6,
      firewall: { server: { input: [established, `${range} reject with icmpv6 type admin-prohibited`] } },
    },
    server: { program: 'vsftpd' },
    label: { ...passiveBlocked('server', modesOnIPv6), findings: ['passive-port-rejected'], knowable: true },
  },
  {
    name: 'passive-admin-prohibited-at-client',
    title: "The client's router answers with admin-prohibited to connections to high ports.",
    path: {
      firewall: { clientRouter: { forward: [established, `${outbound} reject with icmp type admin-prohibited`] } },
    },
    server: { program: 'vsftpd' },
    label: provable({ ...passiveBlocked('client'), findings: ['passive-port-rejected'] }),
  },
  {
    name: 'passive-every-second-port-dropped',
    title: "The server's firewall drops every second port of the passive range.",
    path: { firewall: { server: { input: [established, `tcp dport ${everySecondPort} drop`] } } },
    server: inTurn,
    label: rangePartlyBlocked('server'),
  },
  {
    name: 'passive-every-second-port-reset',
    title: 'A router of the server answers every second port of the passive range with a RST.',
    path: {
      firewall: { serverRouter: { forward: [established, `tcp dport ${everySecondPort} reject with tcp reset`] } },
    },
    server: inTurn,
    label: provable(rangePartlyBlocked('server')),
  },
  {
    name: 'passive-every-second-port-dropped-ipv6',
    title: "The server's router drops every second port of the passive range over IPv6.",
    path: { family: 6, firewall: { serverRouter: { forward: [established, `tcp dport ${everySecondPort} drop`] } } },
    server: inTurn,
    label: { ...rangePartlyBlocked('server'), modes: modesOnIPv6('failed', 'ok') },
  },
  {
    name: 'passive-every-second-port-dropped-at-client',
    title: "The client's router lets connections out to every second one of the server's passive ports.",
    path: {
      firewall: {
        clientRouter: { forward: [established, `ip daddr ${publicServer} tcp dport ${everySecondPort} drop`] },
      },
    },
    server: inTurn,
    label: rangePartlyBlocked('client'),
    knownMiss:
      "Without koffi no hops can be asked. Then a firewall at the client that drops just ports of the server's range, while other high ports pass, looks like the server's own.",
  },
];
