import type { LabScenario } from '../scenario.ts';
import { healthy, healthyOnIPv6 } from './healthy-label.ts';

/** Every server as it should be, in clear, without a NAT or a firewall. */
export const healthyServers: readonly LabScenario[] = [
  {
    name: 'healthy-vsftpd',
    title: 'vsftpd serves anonymous users in every mode.',
    server: { program: 'vsftpd' },
    label: healthy,
  },
  {
    name: 'healthy-proftpd',
    title: 'ProFTPD serves anonymous users in every mode.',
    server: { program: 'proftpd' },
    label: healthy,
  },
  {
    name: 'healthy-pure-ftpd',
    title: 'Pure-FTPd serves anonymous users in every mode.',
    server: { program: 'pure-ftpd' },
    label: healthy,
  },
  {
    name: 'healthy-inetutils',
    title: 'The ftpd of inetutils serves a user in every mode.',
    server: { program: 'inetutils' },
    login: 'lab',
    label: healthy,
  },
  {
    name: 'healthy-pyftpdlib',
    title: 'pyftpdlib serves anonymous users in every mode, and connects at PORT already.',
    server: { program: 'pyftpdlib' },
    label: healthy,
  },
  {
    name: 'healthy-vsftpd-ipv6-user',
    title: 'vsftpd serves a user over IPv6.',
    path: { family: 6 },
    server: { program: 'vsftpd' },
    login: 'lab',
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-proftpd-ipv6-user',
    title: 'ProFTPD serves a user over IPv6.',
    path: { family: 6 },
    server: { program: 'proftpd' },
    login: 'lab',
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-pure-ftpd-ipv6-user',
    title: 'Pure-FTPd serves a user over IPv6.',
    path: { family: 6 },
    server: { program: 'pure-ftpd' },
    login: 'lab',
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-inetutils-ipv6',
    title: 'The ftpd of inetutils serves a user over IPv6.',
    path: { family: 6 },
    server: { program: 'inetutils' },
    login: 'lab',
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-pyftpdlib-ipv6-user',
    title: 'pyftpdlib serves a user over IPv6.',
    path: { family: 6 },
    server: { program: 'pyftpdlib' },
    login: 'lab',
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-vsftpd-port-2121',
    title: 'vsftpd listens on port 2121, and no FTP helper is needed.',
    server: { program: 'vsftpd', port: 2121 },
    label: healthy,
  },
  {
    name: 'healthy-pyftpdlib-port-2121-ipv6',
    title: 'pyftpdlib listens on port 2121 over IPv6.',
    path: { family: 6 },
    server: { program: 'pyftpdlib', port: 2121 },
    label: healthyOnIPv6,
  },
  {
    name: 'healthy-vsftpd-data-not-from-20',
    title: 'vsftpd does not bind port 20 for active connections, which hardly any client minds.',
    server: { program: 'vsftpd', settings: { connect_from_port_20: 'NO' } },
    label: { ...healthy, findings: ['active-not-from-port-20'] },
  },
  {
    name: 'healthy-large-directory',
    title: 'ProFTPD lists a directory of 300 files.',
    server: { program: 'proftpd', files: 300 },
    label: healthy,
  },
  {
    name: 'healthy-empty-directory',
    title: 'vsftpd lists a directory without any file.',
    server: { program: 'vsftpd', files: 0 },
    label: healthy,
  },
];
