import type { Label, LabScenario } from '../scenario.ts';
import { publicServer, serverName } from './addresses.ts';
import { endsBeforeModes } from './fault-labels.ts';
import { healthy } from './healthy-label.ts';
import { modes, modesOnIPv6 } from './mode-labels.ts';

/** Full segments are lost between the routers, and small ones are not. */
const blackHole: Label = {
  status: ['failed'],
  cause: ['network'],
  side: ['path', 'unknown'],
  modes: modes('failed', 'failed'),
  absent: ['passive-port-filtered', 'active-connection-never-arrives'],
  knowable: true,
};

/** TCP repairs it: everything works in the end. That it takes longer may be said, and no firewall may be blamed. */
const lossy: Label = {
  ...healthy,
  status: ['ok', 'degraded'],
  cause: ['none', 'network'],
  side: ['none', 'path', 'unknown'],
  absent: ['passive-port-filtered', 'active-connection-never-arrives', 'passive-range-partly-open', 'epsv-blocked'],
};

/** At this rate one connection in a hundred loses three SYNs or answers in a row, and takes longer than anybody waits. */
const veryLossy: Label = { ...lossy, modes: modes(['ok', 'failed'], ['ok', 'failed']) };

/** Whatever is done without a pause works. Who forgot the connection cannot be seen: both ends believe in it. */
const forgotten: Label = {
  ...healthy,
  status: ['degraded'],
  cause: ['firewall', 'nat'],
  side: ['client', 'path', 'unknown'],
  absent: ['passive-port-filtered', 'active-connection-never-arrives'],
  knowable: false,
};

/** Routing, sizes, losses, pauses and names. */
export const networkScenarios: readonly LabScenario[] = [
  {
    name: 'mtu-black-hole',
    title: 'A narrow link loses the full segments of a large listing, and its ICMP messages are filtered.',
    path: { mtu: 1300, filtersIcmp: true },
    server: { program: 'vsftpd', files: 300 },
    label: blackHole,
  },
  {
    name: 'mtu-black-hole-ipv6',
    title: 'The same over IPv6, where no router ever divides a packet.',
    path: { family: 6, mtu: 1300, filtersIcmp: true },
    server: { program: 'pyftpdlib', files: 300 },
    label: { ...blackHole, modes: modesOnIPv6('failed', 'failed') },
  },
  {
    name: 'mtu-black-hole-tls',
    title: 'A narrow link lets the small TLS handshakes pass and loses the full segments of a large listing.',
    path: { mtu: 1300, filtersIcmp: true },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted', files: 300 },
    login: 'lab',
    label: blackHole,
  },
  {
    name: 'loss-5-percent',
    title: 'One packet in 20 is lost.',
    path: { lossPercent: 5 },
    server: { program: 'vsftpd' },
    label: lossy,
  },
  {
    name: 'loss-10-percent',
    title: 'One packet in ten is lost.',
    path: { lossPercent: 10 },
    server: { program: 'pure-ftpd' },
    label: veryLossy,
  },
  {
    name: 'loss-10-percent-far-away',
    title: 'One packet in ten is lost on the way to a server that is 60 ms away.',
    path: { lossPercent: 10, rttMs: 60 },
    server: { program: 'proftpd' },
    label: veryLossy,
  },
  {
    name: 'idle-connection-forgotten',
    title: "The client's router forgets connections that say nothing for 4 s.",
    path: { idleTimeoutS: 4 },
    server: { program: 'vsftpd' },
    options: ['--idle', '7'],
    label: forgotten,
  },
  {
    name: 'idle-connection-forgotten-by-nat',
    title: "The client's NAT forgets connections that say nothing for 4 s.",
    path: { client: 'nat', ftpHelper: ['clientRouter'], idleTimeoutS: 4 },
    server: { program: 'pure-ftpd' },
    options: ['--idle', '7'],
    label: forgotten,
  },
  {
    name: 'healthy-idle-connection-kept',
    title: 'A connection says nothing for 3 s and lives on.',
    path: { idleTimeoutS: 60 },
    server: { program: 'proftpd' },
    options: ['--idle', '3'],
    label: healthy,
  },
  {
    name: 'net-unreachable-at-client-router',
    title: "The client's router says that it knows no way to the server's network.",
    path: {
      firewall: { clientRouter: { forward: [`ip daddr ${publicServer} reject with icmp type net-unreachable`] } },
    },
    server: { program: 'vsftpd' },
    label: {
      ...endsBeforeModes('network', 'client', 'path', 'unknown'),
      cause: ['network', 'firewall'],
      knowable: false,
    },
  },
  {
    name: 'host-unreachable-at-server-router',
    title: "The server's router says that the server's machine does not answer.",
    path: {
      firewall: { serverRouter: { forward: [`ip daddr ${publicServer} reject with icmp type host-unreachable`] } },
    },
    server: { program: 'vsftpd' },
    label: {
      ...endsBeforeModes('network', 'server', 'path', 'unknown'),
      cause: ['network', 'firewall'],
      knowable: false,
    },
  },
  {
    name: 'private-address-from-outside',
    title: "The server's private address is used from outside its network, where it leads nowhere.",
    path: { server: 'nat' },
    server: { program: 'vsftpd', passiveAddress: '203.0.113.2' },
    host: '10.20.0.2',
    label: { ...endsBeforeModes('network', 'client', 'path', 'unknown'), cause: ['network', 'nat'], knowable: false },
  },
  {
    name: 'name-does-not-exist',
    title: 'There is no such name.',
    path: { names: 'no-such-name' },
    server: { program: 'vsftpd' },
    host: serverName,
    label: { ...endsBeforeModes('dns', 'unknown', 'client', 'server'), findings: ['name-not-found'] },
  },
  {
    name: 'name-lookup-fails',
    title: "The client's resolver gives no answer.",
    path: { names: 'fails' },
    server: { program: 'vsftpd' },
    host: serverName,
    label: { ...endsBeforeModes('dns', 'client', 'unknown'), findings: ['name-lookup-failed'] },
  },
];
