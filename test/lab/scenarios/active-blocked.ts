import type { LabScenario } from '../scenario.ts';
import { publicClient, publicServer } from './addresses.ts';
import { activeBlocked, provable } from './fault-labels.ts';
import { modesOnIPv6 } from './mode-labels.ts';

const established = 'ct state established,related accept';
const incoming = 'tcp dport 1024-65535 ct state new';
const toClient = `ip daddr ${publicClient} ${incoming}`;
const fromServer = `ip saddr ${publicServer} ${incoming}`;

/** The client reaches every port of the server, and the server cannot open a connection to the client. */
export const activeBlockedScenarios: readonly LabScenario[] = [
  {
    name: 'active-dropped-at-client',
    title: "The client's own firewall drops connections from outside.",
    path: { firewall: { client: { input: [`${incoming} drop`] } } },
    server: { program: 'vsftpd' },
    label: provable(activeBlocked('client')),
  },
  {
    name: 'active-dropped-at-client-inetutils',
    title: "The client's own firewall drops connections from outside, and inetutils tries again and again.",
    path: { firewall: { client: { input: [`${incoming} drop`] } } },
    server: { program: 'inetutils' },
    login: 'lab',
    label: provable(activeBlocked('client')),
  },
  {
    name: 'active-dropped-at-client-ipv6',
    title: "The client's own firewall drops connections from outside over IPv6.",
    path: { family: 6, firewall: { client: { input: [`${incoming} drop`] } } },
    server: { program: 'vsftpd' },
    label: provable(activeBlocked('client', modesOnIPv6)),
  },
  {
    name: 'active-dropped-at-client-router',
    title: "The client's router lets no connections in, and has no helper for FTP.",
    path: { firewall: { clientRouter: { forward: [established, `${toClient} drop`] } } },
    server: { program: 'pure-ftpd' },
    label: activeBlocked('client'),
  },
  {
    name: 'active-dropped-pyftpdlib',
    title: "The client's router lets no connections in, so that pyftpdlib does not answer PORT for 30 s.",
    path: { firewall: { clientRouter: { forward: [established, `${toClient} drop`] } } },
    server: { program: 'pyftpdlib' },
    label: activeBlocked('client'),
  },
  {
    name: 'active-helper-blinded-by-tls',
    title: "The client's router opens active mode by reading PORT, which TLS hides from it.",
    path: { ftpHelper: ['clientRouter'], firewall: { clientRouter: { forward: [established, `${toClient} drop`] } } },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: activeBlocked('client'),
  },
  {
    name: 'active-reset-at-client',
    title: "The client's own firewall answers connections from outside with a RST.",
    path: { firewall: { client: { input: [`${incoming} reject with tcp reset`] } } },
    server: { program: 'vsftpd' },
    label: provable({
      ...activeBlocked('client'),
      absent: ['active-connection-never-arrives', 'passive-port-refused'],
    }),
  },
  {
    name: 'active-rejected-at-client-router',
    title: "The client's router answers connections from outside with admin-prohibited.",
    path: {
      firewall: { clientRouter: { forward: [established, `${toClient} reject with icmp type admin-prohibited`] } },
    },
    server: { program: 'proftpd' },
    label: { ...activeBlocked('client'), absent: ['passive-port-rejected'] },
  },
  {
    name: 'active-dropped-at-server',
    title: "The server's own firewall lets no connections out.",
    path: { firewall: { server: { output: [established, `${incoming} drop`] } } },
    server: { program: 'vsftpd' },
    label: activeBlocked('server'),
  },
  {
    name: 'active-dropped-at-server-router',
    title: "The server's router lets no connections out of the server's network.",
    path: { firewall: { serverRouter: { forward: [established, `${fromServer} drop`] } } },
    server: { program: 'proftpd' },
    label: activeBlocked('server'),
  },
  {
    name: 'active-rejected-at-server',
    title: "The server's own firewall rejects its connections out.",
    path: { firewall: { server: { output: [established, `${incoming} reject with tcp reset`] } } },
    server: { program: 'pure-ftpd' },
    label: { ...activeBlocked('server'), absent: ['active-connection-never-arrives', 'passive-port-refused'] },
  },
  {
    name: 'active-rejected-at-server-router',
    title: "The server's router answers the server's connections with admin-prohibited.",
    path: {
      firewall: { serverRouter: { forward: [established, `${fromServer} reject with icmp type admin-prohibited`] } },
    },
    server: { program: 'inetutils' },
    login: 'lab',
    label: { ...activeBlocked('server'), absent: ['passive-port-rejected'] },
  },
  {
    name: 'active-answer-dropped-at-client-router',
    title: "The server's SYN arrives, and the client's router drops the answer to it.",
    path: {
      firewall: {
        clientRouter: { forward: [`ip saddr ${publicClient} tcp flags & (syn | ack) == (syn | ack) drop`] },
      },
    },
    server: { program: 'vsftpd' },
    label: { ...activeBlocked('client'), cause: ['firewall', 'network'] },
  },
];
