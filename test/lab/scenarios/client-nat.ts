import type { Label, LabScenario } from '../scenario.ts';
import { clientNat } from './addresses.ts';
import { modes } from './mode-labels.ts';

/** A NAT before the client spoils active mode; the client's own address and the server's view of it prove it. */
const behindNat: Label = {
  status: ['degraded'],
  cause: ['nat'],
  side: ['client'],
  modes: modes('ok', 'refused'),
  absent: ['active-refused-by-policy', 'passive-port-filtered'],
  knowable: true,
};
const refused: Label = { ...behindNat, findings: ['active-refused-client-nat'] };
const accepted: Label = { ...behindNat, modes: modes('ok', 'failed') };

/** The client is behind a NAT, and nothing translates its PORT, or something translates it badly. */
export const clientNatScenarios: readonly LabScenario[] = [
  {
    name: 'client-nat-vsftpd',
    title: 'vsftpd refuses the private address of a client behind a NAT: 500 Illegal PORT command.',
    path: { client: 'nat' },
    server: { program: 'vsftpd' },
    label: refused,
  },
  {
    name: 'client-nat-proftpd',
    title: "ProFTPD takes the NAT's address in place of the private one, and the NAT drops the connection.",
    path: { client: 'nat' },
    server: { program: 'proftpd' },
    label: accepted,
  },
  {
    name: 'client-nat-proftpd-reset',
    title: "ProFTPD takes the NAT's address in place of the private one, and the NAT answers with a RST.",
    path: {
      client: 'nat',
      firewall: { clientRouter: { input: ['tcp dport 1024-65535 ct state new reject with tcp reset'] } },
    },
    server: { program: 'proftpd' },
    login: 'lab',
    label: accepted,
  },
  {
    name: 'client-nat-pure-ftpd',
    title: 'Pure-FTPd refuses the private address, and says which one it would accept.',
    path: { client: 'nat' },
    server: { program: 'pure-ftpd' },
    label: refused,
  },
  {
    name: 'client-nat-inetutils',
    title: 'inetutils refuses the private address of a client behind a NAT.',
    path: { client: 'nat' },
    server: { program: 'inetutils' },
    login: 'lab',
    label: refused,
  },
  {
    name: 'client-nat-pyftpdlib',
    title: 'pyftpdlib refuses the private address, and repeats it.',
    path: { client: 'nat' },
    server: { program: 'pyftpdlib' },
    label: refused,
  },
  {
    name: 'client-nat-alg-blinded-vsftpd',
    title: "TLS hides PORT from the FTP helper of the client's NAT.",
    path: { client: 'nat', ftpHelper: ['clientRouter'] },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: refused,
  },
  {
    name: 'client-nat-alg-blinded-pure-ftpd',
    title: "TLS hides PORT from the FTP helper of the client's NAT, and Pure-FTPd repeats the private address.",
    path: { client: 'nat', ftpHelper: ['clientRouter'] },
    server: { program: 'pure-ftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: refused,
  },
  {
    name: 'client-nat-alg-blind-on-port-2121',
    title: "The FTP helper of the client's NAT looks at port 21, and the server is on 2121.",
    path: { client: 'nat', ftpHelper: ['clientRouter'] },
    server: { program: 'vsftpd', port: 2121 },
    label: refused,
  },
  {
    name: 'client-nat-permissive-vsftpd',
    title: 'vsftpd accepts the private address and connects to nowhere.',
    path: { client: 'nat' },
    server: { program: 'vsftpd', settings: { port_promiscuous: 'YES', connect_from_port_20: 'NO' } },
    label: accepted,
  },
  {
    name: 'client-nat-permissive-pyftpdlib',
    title: 'pyftpdlib accepts the private address, connects to nowhere, and does not answer PORT meanwhile.',
    path: { client: 'nat' },
    server: { program: 'pyftpdlib', settings: { permit_foreign_addresses: 'True' } },
    label: accepted,
  },
  {
    name: 'client-nat-outside-address-announced',
    title: "The client announces its NAT's address, and the NAT forwards nothing.",
    path: { client: 'nat' },
    server: { program: 'vsftpd' },
    options: ['--active-address', clientNat],
    label: accepted,
  },
  {
    name: 'client-nat-outside-address-spoils-alg',
    title: "The client announces its NAT's address, so that the FTP helper has nothing to translate or expect.",
    path: { client: 'nat', ftpHelper: ['clientRouter'] },
    server: { program: 'vsftpd' },
    options: ['--active-address', clientNat],
    label: { ...accepted, cause: ['mode-mismatch', 'nat'] },
  },
];
