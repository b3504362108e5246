import type { Label, LabScenario } from '../scenario.ts';
import { clientNat, inTurn, serverNat } from './addresses.ts';
import { provable } from './fault-labels.ts';
import { modes } from './mode-labels.ts';

const active = modes('ok', 'ok');
const reset = 'tcp dport 1024-65535 ct state new reject with tcp reset';

/** The 227 says an address that leads nowhere, and EPSV to the same ports works, which proves it. */
const wrongAddress: Label = {
  status: ['degraded'],
  cause: ['nat'],
  side: ['server'],
  modes: { ...active, PASV: ['failed'] },
  absent: ['passive-range-partly-open', 'epsv-blocked'],
  knowable: true,
};
const privateAddress: Label = { ...wrongAddress, findings: ['pasv-private-address'] };

/** The router drops it, or answers in place of the server. */
const notForwarded: Label = {
  status: ['degraded'],
  cause: ['firewall', 'nat'],
  side: ['server', 'path', 'unknown'],
  modes: modes('failed', 'ok'),
  knowable: false,
};
const everySecondPort = [40_001, 40_003, 40_005, 40_007, 40_009, 40_011, 40_013, 40_015, 40_017, 40_019];
const partlyForwarded: Label = {
  ...notForwarded,
  findings: ['passive-range-partly-open'],
  modes: modes(['ok', 'failed'], 'ok'),
};

/** The server is behind a NAT, and announces or forwards the wrong thing. */
export const serverNatScenarios: readonly LabScenario[] = [
  {
    name: 'server-nat-private-227-vsftpd',
    title: 'vsftpd behind a NAT announces its own private address.',
    path: { server: 'nat' },
    server: { program: 'vsftpd' },
    label: privateAddress,
  },
  {
    name: 'server-nat-private-227-inetutils',
    title: 'inetutils behind a NAT announces its own private address, and has no setting for another one.',
    path: { server: 'nat' },
    server: { program: 'inetutils' },
    login: 'lab',
    label: privateAddress,
  },
  {
    name: 'server-nat-carrier-address-227',
    title: 'Pure-FTPd announces an address that its provider shares out (100.64.0.0/10).',
    path: { server: 'nat' },
    server: { program: 'pure-ftpd', passiveAddress: '100.64.0.9' },
    label: privateAddress,
  },
  {
    name: 'server-double-nat-inner-address-227',
    title: 'A server behind two NATs announces the address of the inner one.',
    path: { server: 'double-nat' },
    server: { program: 'pyftpdlib', passiveAddress: '10.20.0.2' },
    label: privateAddress,
  },
  {
    name: 'server-nat-stale-public-227',
    title: 'The server announces a public address that is nobody’s any more.',
    path: { server: 'nat' },
    server: { program: 'vsftpd', passiveAddress: '203.0.113.9' },
    label: { ...wrongAddress, findings: ['pasv-other-address'] },
  },
  {
    name: 'server-nat-public-227-of-another',
    title: 'The server announces a public address that is another host’s, which refuses.',
    path: { server: 'nat' },
    server: { program: 'proftpd', passiveAddress: clientNat },
    label: { ...wrongAddress, findings: ['pasv-other-address'] },
  },
  {
    name: 'server-hairpin',
    title: "A client in the server's network is told the outside address, and the router does not lead it back.",
    path: { client: 'server-lan', server: 'nat' },
    server: { program: 'vsftpd', passiveAddress: serverNat },
    host: '10.20.0.2',
    label: { ...wrongAddress, findings: ['pasv-hairpin'] },
  },
  {
    name: 'server-zero-address-227',
    title: 'vsftpd is told to announce 0.0.0.0.',
    server: { program: 'vsftpd', passiveAddress: '0.0.0.0' },
    label: { ...wrongAddress, cause: ['nat', 'server', 'protocol'], findings: ['pasv-unspecified-address'] },
  },
  {
    name: 'server-loopback-address-227',
    title: 'pyftpdlib in a container announces 127.0.0.1.',
    path: { server: 'nat' },
    server: { program: 'pyftpdlib', passiveAddress: '127.0.0.1' },
    label: { ...wrongAddress, cause: ['nat', 'server'], findings: ['pasv-loopback-address'] },
  },
  {
    name: 'server-nat-range-not-forwarded',
    title: "The server's NAT forwards the control port alone, and drops the rest.",
    path: { server: 'nat', forwarded: [21] },
    server: { program: 'vsftpd', passiveAddress: serverNat },
    label: { ...notForwarded, findings: ['passive-port-filtered'] },
  },
  {
    name: 'server-nat-range-not-forwarded-reset',
    title: "The server's NAT forwards the control port alone, and answers for the rest with a RST.",
    path: { server: 'nat', forwarded: [21], firewall: { serverRouter: { input: [reset] } } },
    server: { program: 'pure-ftpd', passiveAddress: serverNat },
    label: provable(notForwarded),
  },
  {
    name: 'server-nat-every-second-port-forwarded',
    title: "The server's NAT forwards every second port of the passive range, and drops the rest.",
    path: { server: 'nat', forwarded: [21, ...everySecondPort] },
    server: { ...inTurn, passiveAddress: serverNat },
    label: partlyForwarded,
  },
  {
    name: 'server-nat-every-second-port-forwarded-reset',
    title: "The server's NAT forwards every second port of the passive range, and answers for the rest with a RST.",
    path: {
      server: 'nat',
      forwarded: [21, ...everySecondPort],
      firewall: { serverRouter: { input: [reset] } },
    },
    server: { ...inTurn, passiveAddress: serverNat },
    label: provable(partlyForwarded),
  },
  {
    name: 'server-nat-alg-blinded-by-tls',
    title: "The FTP helper of the server's NAT corrects the 227 of clear sessions, and TLS hides it.",
    path: { server: 'nat', ftpHelper: ['serverRouter'] },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: privateAddress,
  },
];
