import type { Label, LabScenario } from '../scenario.ts';
import { publicServer } from './addresses.ts';
import { controlBlocked, endsBeforeModes } from './fault-labels.ts';

const control = 'tcp dport 21';
const outbound = `ip daddr ${publicServer} ${control}`;

const dropped = (end: 'client' | 'server'): Label => ({ ...controlBlocked(end), findings: ['control-port-filtered'] });

/** A refusal looks the same from a firewall and from a machine on which nothing listens. */
const refused = (label: Label): Label => ({
  ...label,
  cause: ['firewall', 'server'],
  findings: ['control-port-refused'],
  knowable: false,
});

/** A machine says so of itself. */
const rejectedByServer: Label = { ...controlBlocked('server'), findings: ['control-port-rejected'], knowable: true };
const nobodyListens: Label = {
  ...endsBeforeModes('server', 'server', 'unknown'),
  cause: ['server', 'firewall'],
  findings: ['control-port-refused'],
  knowable: false,
};

/** The control connection does not come about. */
export const controlPortScenarios: readonly LabScenario[] = [
  {
    name: 'control-dropped-at-server',
    title: "The server's own firewall drops what goes to port 21.",
    path: { firewall: { server: { input: [`${control} drop`] } } },
    server: { program: 'vsftpd' },
    label: dropped('server'),
  },
  {
    name: 'control-dropped-at-client-router',
    title: "The client's router lets nobody out to port 21.",
    path: { firewall: { clientRouter: { forward: [`${outbound} drop`] } } },
    server: { program: 'vsftpd' },
    label: dropped('client'),
  },
  {
    name: 'control-dropped-at-client-host',
    title: "The client's own firewall lets nobody out to port 21.",
    path: { firewall: { client: { output: [`${outbound} drop`] } } },
    server: { program: 'pyftpdlib' },
    label: dropped('client'),
  },
  {
    name: 'control-dropped-ipv6',
    title: "The server's router drops what goes to port 21 over IPv6.",
    path: { family: 6, firewall: { serverRouter: { forward: [`${control} drop`] } } },
    server: { program: 'proftpd' },
    label: dropped('server'),
  },
  {
    name: 'control-reset-at-server',
    title: "The server's own firewall answers with a RST on port 21.",
    path: { firewall: { server: { input: [`${control} reject with tcp reset`] } } },
    server: { program: 'vsftpd' },
    label: refused(controlBlocked('server')),
  },
  {
    name: 'control-reset-at-client-router',
    title: "The client's router answers with a RST to connections to port 21.",
    path: { firewall: { clientRouter: { forward: [`${outbound} reject with tcp reset`] } } },
    server: { program: 'vsftpd' },
    label: refused(controlBlocked('client')),
  },
  {
    name: 'control-port-unreachable-at-server',
    title: "The server's own firewall answers with port-unreachable on port 21, which nftables does by default.",
    path: { firewall: { server: { input: [`${control} reject`] } } },
    server: { program: 'vsftpd' },
    label: { ...refused(controlBlocked('server')), findings: [] },
  },
  {
    name: 'control-host-prohibited-at-server',
    title: "The server's own firewall answers with host-prohibited on port 21, as firewalld did.",
    path: { firewall: { server: { input: [`${control} reject with icmp type host-prohibited`] } } },
    server: { program: 'proftpd' },
    label: rejectedByServer,
  },
  {
    name: 'control-admin-prohibited-at-router',
    title: "The server's router answers with admin-prohibited, as access lists do.",
    path: { firewall: { serverRouter: { forward: [`${control} reject with icmp type admin-prohibited`] } } },
    server: { program: 'vsftpd' },
    label: { ...controlBlocked('server'), findings: ['control-port-rejected'] },
  },
  {
    name: 'control-net-prohibited-at-client-router',
    title: "The client's router answers with net-prohibited to connections to port 21.",
    path: { firewall: { clientRouter: { forward: [`${outbound} reject with icmp type net-prohibited`] } } },
    server: { program: 'vsftpd' },
    label: { ...controlBlocked('client'), cause: ['firewall', 'network'] },
  },
  {
    name: 'control-admin-prohibited-at-client',
    title: "The client's own firewall rejects connections to port 21 before they leave.",
    path: { firewall: { client: { output: [`${outbound} reject with icmp type admin-prohibited`] } } },
    server: { program: 'vsftpd' },
    label: controlBlocked('client'),
  },
  {
    name: 'control-admin-prohibited-ipv6',
    title: "The server's own firewall answers with admin-prohibited on port 21 over IPv6.",
    path: {
      family: 6,
      firewall: { server: { input: [`${control} reject with icmpv6 type admin-prohibited`] } },
    },
    server: { program: 'pyftpdlib' },
    label: rejectedByServer,
  },
  {
    name: 'control-nobody-listens',
    title: 'The machine is there, and no FTP server runs on it.',
    server: { program: 'none' },
    label: nobodyListens,
  },
  {
    name: 'control-not-forwarded',
    title: "The server's NAT does not forward port 21, and drops what is not forwarded.",
    path: { server: 'nat', forwarded: [[40_000, 40_100]] },
    server: { program: 'vsftpd' },
    label: { ...dropped('server'), cause: ['firewall', 'nat'] },
  },
];
