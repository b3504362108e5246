import type { Label, LabScenario } from '../scenario.ts';
import { publicClient } from './addresses.ts';
import { provable } from './fault-labels.ts';
import { modes } from './mode-labels.ts';

const established = 'ct state established,related accept';
const range = 'tcp dport 40000-40100';
const incoming = 'tcp dport 1024-65535 ct state new';

/** No data can be moved, and both faults must be mended for every mode to work. */
const nothingMoves: Omit<Label, 'cause' | 'side'> = {
  status: ['failed'],
  modes: modes('failed', 'failed'),
  knowable: false,
};

/** Two faults at once. The verdict may name either, and may be certain where one of the two can be known. */
export const twoFaults: readonly LabScenario[] = [
  {
    name: 'client-nat-and-passive-dropped',
    title: 'A NAT before the client spoils active mode, and the server drops its passive ports.',
    path: { client: 'nat', firewall: { server: { input: [established, `${range} drop`] } } },
    server: { program: 'vsftpd' },
    label: {
      ...nothingMoves,
      cause: ['firewall', 'nat'],
      side: ['server', 'client', 'path', 'unknown'],
      modes: modes('failed', 'refused'),
      findings: ['active-refused-client-nat', 'passive-port-filtered'],
      knowable: true,
    },
  },
  {
    name: 'client-nat-and-private-227',
    title: 'Client and server are behind NATs: PORT and the 227 both name private addresses, and EPSV works.',
    path: { client: 'nat', server: 'nat' },
    server: { program: 'pyftpdlib' },
    label: {
      ...nothingMoves,
      status: ['degraded'],
      cause: ['nat'],
      side: ['server', 'client'],
      modes: { ...modes('ok', 'refused'), PASV: ['failed'] },
      findings: ['active-refused-client-nat', 'pasv-private-address'],
      knowable: true,
    },
  },
  {
    name: 'private-227-and-range-not-forwarded',
    title: "The server announces a private address, and its NAT would not forward the outside one's ports either.",
    path: { server: 'nat', forwarded: [21] },
    server: { program: 'vsftpd' },
    label: {
      ...nothingMoves,
      status: ['degraded'],
      cause: ['nat', 'firewall'],
      side: ['server'],
      modes: modes('failed', 'ok'),
      findings: ['pasv-private-address'],
      knowable: true,
    },
  },
  {
    name: 'server-nat-alg-blinded-nothing-forwarded',
    title: "Without TLS the FTP helper of the server's NAT does all the work, and with TLS nobody does it.",
    path: { server: 'nat', forwarded: [21], ftpHelper: ['serverRouter'] },
    server: { program: 'pyftpdlib', tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: {
      ...nothingMoves,
      status: ['degraded'],
      cause: ['nat', 'firewall'],
      side: ['server'],
      modes: modes('failed', 'ok'),
      findings: ['pasv-private-address'],
      knowable: true,
    },
  },
  {
    name: 'private-227-and-inbound-dropped',
    title: 'The server announces a private address, and the client lets no connection in.',
    path: {
      server: 'nat',
      firewall: { clientRouter: { forward: [established, `ip daddr ${publicClient} ${incoming} drop`] } },
    },
    server: { program: 'proftpd' },
    label: {
      ...nothingMoves,
      status: ['degraded'],
      cause: ['nat', 'firewall'],
      side: ['server', 'client', 'path', 'unknown'],
      modes: { ...modes('ok', 'failed'), PASV: ['failed'] },
      findings: ['pasv-private-address'],
      knowable: true,
    },
  },
  {
    name: 'passive-dropped-and-inbound-dropped',
    title: 'The server drops its passive ports, and the client lets no connection in.',
    path: {
      firewall: { server: { input: [established, `${range} drop`] }, client: { input: [`${incoming} drop`] } },
    },
    server: { program: 'pure-ftpd' },
    label: provable({
      ...nothingMoves,
      cause: ['firewall'],
      side: ['server', 'client', 'path', 'unknown'],
      findings: ['passive-port-filtered'],
    }),
  },
  {
    name: 'passive-reset-and-egress-dropped',
    title: 'The firewall of the server resets its passive ports and lets no connection out.',
    path: {
      firewall: {
        server: { input: [established, `${range} reject with tcp reset`], output: [established, `${incoming} drop`] },
      },
    },
    server: { program: 'vsftpd' },
    label: { ...nothingMoves, cause: ['firewall'], side: ['server', 'path', 'unknown'] },
  },
  {
    name: 'passive-refused-and-inbound-dropped',
    title: 'The server refuses passive mode, and the client lets no connection in.',
    path: { firewall: { client: { input: [`${incoming} drop`] } } },
    server: { program: 'vsftpd', settings: { pasv_enable: 'NO' } },
    label: {
      ...nothingMoves,
      cause: ['mode-mismatch', 'server', 'firewall'],
      side: ['server', 'client', 'path', 'unknown'],
      modes: modes('refused', 'failed'),
      findings: ['passive-refused'],
      knowable: true,
    },
  },
  {
    name: 'client-nat-and-passive-refused',
    title: 'A NAT before the client spoils active mode, and the server refuses passive mode.',
    path: { client: 'nat' },
    server: { program: 'vsftpd', settings: { pasv_enable: 'NO' } },
    label: {
      ...nothingMoves,
      cause: ['nat', 'mode-mismatch', 'server'],
      side: ['client', 'server'],
      modes: modes('refused', 'refused'),
      findings: ['active-refused-client-nat', 'passive-refused'],
      knowable: true,
    },
  },
  {
    name: 'expired-and-passive-dropped',
    title: 'The certificate has expired, and the server drops its passive ports.',
    path: { firewall: { server: { input: [established, `${range} drop`] } } },
    server: { program: 'proftpd', tls: 'explicit', certificate: 'expired' },
    login: 'lab',
    label: {
      ...nothingMoves,
      status: ['degraded'],
      cause: ['firewall', 'tls'],
      side: ['server', 'path', 'unknown'],
      modes: modes('failed', 'ok'),
      findings: ['certificate-expired', 'passive-port-filtered'],
      knowable: true,
    },
  },
];
