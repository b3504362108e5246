import type { Label, LabScenario } from '../scenario.ts';
import { publicClient, publicServer } from './addresses.ts';
import { modes } from './mode-labels.ts';

const otherServerAddress = '192.0.2.7';
const otherClientAddress = '198.51.100.7';
const passivePorts = '40000-40100';

/** The server compares the two addresses, and says so. */
const refusedPeer: Label = {
  status: ['degraded'],
  cause: ['nat'],
  side: ['client'],
  modes: modes('failed', 'ok'),
  absent: ['passive-port-filtered', 'passive-port-refused'],
  knowable: true,
};

/** The data connection of one end comes from another address than its control connection. */
export const otherAddresses: readonly LabScenario[] = [
  {
    name: 'active-from-another-address',
    title: 'What the server opens leaves its network by another outside address.',
    path: {
      firewall: {
        serverRouter: {
          raw: [`ip daddr ${otherServerAddress} tcp dport 20 ip daddr set ${publicServer}`],
          forward: [`ip saddr ${publicServer} tcp sport 20 ip saddr set ${otherServerAddress}`],
        },
      },
    },
    server: { program: 'vsftpd' },
    label: {
      status: ['degraded'],
      cause: ['server', 'nat'],
      side: ['server', 'path'],
      modes: modes('ok', 'ok'),
      findings: ['active-from-other-address'],
      knowable: true,
    },
  },
  {
    name: 'passive-from-another-address-vsftpd',
    title: "The client's router gives data connections another outside address: 425 Security: Bad IP connecting.",
    path: movedDataConnections(),
    server: { program: 'vsftpd' },
    label: { ...refusedPeer, findings: ['data-peer-rejected'] },
  },
  {
    name: 'passive-from-another-address-pyftpdlib',
    title: "The client's router gives data connections another outside address, which pyftpdlib repeats.",
    path: movedDataConnections(),
    server: { program: 'pyftpdlib' },
    label: { ...refusedPeer, findings: ['data-peer-rejected'] },
  },
  {
    name: 'passive-from-another-address-pure-ftpd',
    title: "The client's router gives data connections another outside address, and Pure-FTPd hangs up silently.",
    path: movedDataConnections(),
    server: { program: 'pure-ftpd' },
    label: {
      ...refusedPeer,
      side: ['client', 'path', 'unknown'],
      knowable: false,
    },
  },
];

function movedDataConnections(): NonNullable<LabScenario['path']> {
  return {
    firewall: {
      clientRouter: {
        raw: [`ip daddr ${otherClientAddress} tcp sport ${passivePorts} ip daddr set ${publicClient}`],
        forward: [`ip saddr ${publicClient} tcp dport ${passivePorts} ip saddr set ${otherClientAddress}`],
      },
    },
  };
}
