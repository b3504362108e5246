import type { LabScenario } from '../scenario.ts';
import { serverName } from './addresses.ts';
import { healthy, healthyOnIPv6 } from './healthy-label.ts';

/** Servers with TLS whose demands are met. */
export const healthyTls: readonly LabScenario[] = [
  {
    name: 'healthy-tls-vsftpd-session-reuse',
    title: 'vsftpd insists that data connections resume the TLS session of the control connection.',
    server: {
      program: 'vsftpd',
      tls: 'explicit',
      certificate: 'trusted',
      settings: { require_ssl_reuse: 'YES', force_local_logins_ssl: 'YES', force_local_data_ssl: 'YES' },
    },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-tls-vsftpd-anonymous',
    title: 'vsftpd lets anonymous users encrypt, and is found by its name.',
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    options: ['--ipv4'],
    host: serverName,
    label: healthy,
  },
  {
    name: 'healthy-tls-proftpd-session-reuse',
    title: 'ProFTPD insists on session reuse and encryption, as it does by default where TLS is required.',
    server: {
      program: 'proftpd',
      tls: 'explicit',
      certificate: 'trusted',
      settings: { TLSRequired: 'on', TLSOptions: '' },
    },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-tls-pure-ftpd-required',
    title: 'Pure-FTPd accepts no session without TLS.',
    server: { program: 'pure-ftpd', tls: 'explicit', certificate: 'trusted', settings: { tls: '2' } },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-tls-pyftpdlib-prot-p-required',
    title: 'pyftpdlib demands encrypted data connections.',
    server: {
      program: 'pyftpdlib',
      tls: 'explicit',
      certificate: 'trusted',
      settings: { tls_control_required: 'True', tls_data_required: 'True' },
    },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-tls-vsftpd-ipv6',
    title: 'vsftpd speaks TLS over IPv6, and is found by its name.',
    path: { family: 6 },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    options: ['--ipv6'],
    login: 'lab',
    host: serverName,
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-tls-pyftpdlib-port-2121',
    title: 'pyftpdlib speaks TLS on port 2121.',
    server: { program: 'pyftpdlib', port: 2121, tls: 'explicit', certificate: 'trusted' },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-tls-implicit-vsftpd',
    title: 'vsftpd speaks TLS from the first byte on port 990.',
    server: { program: 'vsftpd', tls: 'implicit', certificate: 'trusted' },
    options: ['--tls', 'implicit'],
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-tls-implicit-proftpd-ipv6',
    title: 'ProFTPD speaks TLS from the first byte on port 990 over IPv6.',
    path: { family: 6 },
    server: { program: 'proftpd', tls: 'implicit', certificate: 'trusted' },
    options: ['--tls', 'implicit'],
    login: 'lab',
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-tls-client-nat-passive-only',
    title: 'A client behind a NAT is asked for passive modes alone, which TLS and NAT leave alone.',
    path: { client: 'nat' },
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    options: ['--modes', 'passive'],
    login: 'lab',
    label: { ...healthy, modes: { ...healthy.modes, PORT: ['skipped'], EPRT: ['skipped'] } },
  },
];
