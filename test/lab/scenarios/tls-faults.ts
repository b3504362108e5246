import type { Label, LabScenario } from '../scenario.ts';
import { serverName } from './addresses.ts';
import { endsBeforeModes } from './fault-labels.ts';
import { modes, modesOnIPv6 } from './mode-labels.ts';

/** Data moves, and the certificate needs attention. */
const certificateFault = (finding: string): Label => ({
  status: ['degraded'],
  cause: ['tls'],
  side: ['server'],
  modes: modes('ok', 'ok'),
  findings: [finding],
  absent: ['tls-handshake-failed', 'data-tls-failed', 'tls-session-reuse-required'],
  knowable: true,
});
const clientWrong: Label = endsBeforeModes('tls', 'client');
const mismatch: Label = { ...clientWrong, findings: ['tls-mode-mismatch'] };
const required: Label = { ...clientWrong, findings: ['tls-required'], absent: ['login-refused'] };
/** Only a look from another network shows that nobody on the way answers AUTH in the name of the server. */
const notOffered: Label = { ...endsBeforeModes('tls', 'server'), findings: ['tls-not-offered'], knowable: false };

/** TLS that client and server do not agree about, and certificates that nobody should trust. */
export const tlsFaults: readonly LabScenario[] = [
  {
    name: 'tls-implicit-asked-on-21',
    title: 'Implicit TLS is asked for where the server greets in clear and offers TLS after AUTH.',
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted' },
    options: ['--tls', 'implicit'],
    login: 'lab',
    label: mismatch,
  },
  {
    name: 'tls-clear-asked-on-990',
    title: 'A clear session is asked for where the server waits for a TLS handshake.',
    server: { program: 'vsftpd', tls: 'implicit', certificate: 'trusted' },
    options: ['--tls', 'off'],
    label: mismatch,
  },
  {
    name: 'tls-explicit-asked-on-990',
    title: 'Explicit TLS is asked for where the server waits for a TLS handshake.',
    server: { program: 'proftpd', tls: 'implicit', certificate: 'trusted' },
    options: ['--tls', 'explicit'],
    login: 'lab',
    label: mismatch,
  },
  {
    name: 'tls-required-vsftpd',
    title: 'vsftpd lets users in over TLS only, and TLS is switched off.',
    server: {
      program: 'vsftpd',
      tls: 'explicit',
      certificate: 'trusted',
      settings: { force_local_logins_ssl: 'YES', force_local_data_ssl: 'YES' },
    },
    options: ['--tls', 'off'],
    login: 'lab',
    label: required,
  },
  {
    name: 'tls-required-proftpd',
    title: 'ProFTPD lets users in over TLS only, and TLS is switched off.',
    server: { program: 'proftpd', tls: 'explicit', certificate: 'trusted', settings: { TLSRequired: 'on' } },
    options: ['--tls', 'off'],
    login: 'lab',
    label: required,
  },
  {
    name: 'tls-required-pure-ftpd',
    title: 'Pure-FTPd lets users in over TLS only, and TLS is switched off.',
    server: { program: 'pure-ftpd', tls: 'explicit', certificate: 'trusted', settings: { tls: '2' } },
    options: ['--tls', 'off'],
    login: 'lab',
    label: required,
  },
  {
    name: 'tls-required-pyftpdlib',
    title: 'pyftpdlib lets users in over TLS only, and TLS is switched off.',
    server: {
      program: 'pyftpdlib',
      tls: 'explicit',
      certificate: 'trusted',
      settings: { tls_control_required: 'True' },
    },
    options: ['--tls', 'off'],
    login: 'lab',
    label: required,
  },
  {
    name: 'prot-p-required-pyftpdlib',
    title: 'pyftpdlib lets users in without TLS, and then demands it for data.',
    server: { program: 'pyftpdlib', tls: 'explicit', certificate: 'trusted', settings: { tls_data_required: 'True' } },
    options: ['--tls', 'off'],
    login: 'lab',
    label: {
      ...clientWrong,
      modes: modes('refused', 'refused'),
      absent: ['passive-refused', 'active-refused-by-policy'],
    },
  },
  {
    name: 'prot-p-required-proftpd',
    title: 'ProFTPD lets users in without TLS, and then demands it for data.',
    server: { program: 'proftpd', tls: 'explicit', certificate: 'trusted', settings: { TLSRequired: 'data' } },
    options: ['--tls', 'off'],
    login: 'lab',
    label: { ...clientWrong, modes: modes('failed', 'failed'), findings: ['prot-p-required'] },
  },
  {
    name: 'tls-not-offered-vsftpd',
    title: 'TLS is demanded of a vsftpd without TLS.',
    server: { program: 'vsftpd' },
    options: ['--tls', 'explicit'],
    login: 'lab',
    label: notOffered,
  },
  {
    name: 'tls-not-offered-pure-ftpd',
    title: 'TLS is demanded of a Pure-FTPd without TLS.',
    server: { program: 'pure-ftpd' },
    options: ['--tls', 'explicit'],
    login: 'lab',
    label: notOffered,
  },
  {
    name: 'tls-not-offered-inetutils-ipv6',
    title: 'TLS is demanded of the ftpd of inetutils over IPv6, which knows none.',
    path: { family: 6 },
    server: { program: 'inetutils' },
    options: ['--tls', 'explicit'],
    login: 'lab',
    label: notOffered,
  },
  {
    name: 'tls-expired-vsftpd',
    title: 'The certificate of vsftpd has expired.',
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'expired' },
    login: 'lab',
    label: certificateFault('certificate-expired'),
  },
  {
    name: 'tls-wrong-name-proftpd',
    title: 'The certificate of ProFTPD is for another name.',
    server: { program: 'proftpd', tls: 'explicit', certificate: 'wrong-name' },
    options: ['--ipv4'],
    login: 'lab',
    host: serverName,
    label: certificateFault('certificate-wrong-name'),
  },
  {
    name: 'tls-self-signed-pure-ftpd',
    title: 'The certificate of Pure-FTPd is signed by itself.',
    server: { program: 'pure-ftpd', tls: 'explicit', certificate: 'self-signed' },
    login: 'lab',
    label: certificateFault('certificate-untrusted'),
  },
  {
    name: 'tls-expired-implicit-ipv6',
    title: 'The certificate of a vsftpd with implicit TLS has expired, over IPv6.',
    path: { family: 6 },
    server: { program: 'vsftpd', tls: 'implicit', certificate: 'expired' },
    options: ['--tls', 'implicit'],
    login: 'lab',
    label: { ...certificateFault('certificate-expired'), modes: modesOnIPv6('ok', 'ok') },
  },
  {
    name: 'tls-anonymous-may-not-encrypt',
    title: 'vsftpd offers TLS, and refuses it to anonymous users.',
    server: { program: 'vsftpd', tls: 'explicit', certificate: 'trusted', settings: { allow_anon_ssl: 'NO' } },
    options: ['--tls', 'explicit'],
    label: { ...endsBeforeModes('tls', 'server'), findings: ['anonymous-encryption-refused'] },
  },
];
