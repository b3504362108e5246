import type { Label, LabScenario } from '../scenario.ts';
import { endsBeforeModes } from './fault-labels.ts';
import { healthy } from './healthy-label.ts';
import { modes, modesOnIPv6 } from './mode-labels.ts';

/** No client can tell a wrong password from an account that is locked. */
const wrongPassword: Label = {
  ...endsBeforeModes('auth', 'client'),
  findings: ['login-refused'],
  absent: ['tls-required'],
  knowable: true,
};
const noAnonymous: Label = endsBeforeModes('auth', 'client', 'server');
const turnedAway: Label = { ...endsBeforeModes('server', 'server'), findings: ['service-unavailable'] };
/** It was asked for by the client and is missing at the server: either may put it right. */
const noSuchPath: Omit<Label, 'modes'> = {
  status: ['failed'],
  cause: ['server'],
  side: ['server', 'client'],
  findings: ['path-not-listable'],
  absent: ['data-missing', 'transfer-refused'],
  knowable: true,
};
const oneConnection: Label = { ...healthy, findings: ['connection-limit'] };

/** The server lets this user, or so many clients, not in. */
export const loginsAndLimits: readonly LabScenario[] = [
  {
    name: 'wrong-password-vsftpd',
    title: 'vsftpd refuses a wrong password.',
    server: { program: 'vsftpd' },
    login: 'wrong-password',
    label: wrongPassword,
  },
  {
    name: 'wrong-password-proftpd-tls',
    title: 'ProFTPD refuses a wrong password over TLS.',
    server: { program: 'proftpd', tls: 'explicit', certificate: 'trusted' },
    login: 'wrong-password',
    label: wrongPassword,
  },
  {
    name: 'wrong-password-pure-ftpd',
    title: 'Pure-FTPd refuses a wrong password after a while.',
    server: { program: 'pure-ftpd' },
    login: 'wrong-password',
    label: wrongPassword,
  },
  {
    name: 'wrong-password-inetutils-ipv6',
    title: 'inetutils refuses a wrong password over IPv6.',
    path: { family: 6 },
    server: { program: 'inetutils' },
    login: 'wrong-password',
    label: wrongPassword,
  },
  {
    name: 'wrong-password-pyftpdlib',
    title: 'pyftpdlib refuses a wrong password.',
    server: { program: 'pyftpdlib' },
    login: 'wrong-password',
    label: wrongPassword,
  },
  {
    name: 'anonymous-refused-vsftpd',
    title: 'vsftpd knows no anonymous users.',
    server: { program: 'vsftpd', settings: { anonymous_enable: 'NO' } },
    label: noAnonymous,
  },
  {
    name: 'anonymous-refused-pure-ftpd',
    title: 'Pure-FTPd knows no anonymous users.',
    server: { program: 'pure-ftpd', settings: { noanonymous: '' } },
    label: noAnonymous,
  },
  {
    name: 'users-refused-vsftpd',
    title: 'vsftpd lets anonymous users in alone.',
    server: { program: 'vsftpd', settings: { local_enable: 'NO' } },
    login: 'lab',
    label: endsBeforeModes('auth', 'server', 'client'),
  },
  {
    name: 'too-many-connections-pyftpdlib',
    title: 'pyftpdlib counts its own listener among the connections that it allows: none is left.',
    server: { program: 'pyftpdlib', settings: { max_cons: '1' } },
    label: turnedAway,
  },
  {
    name: 'too-many-users-scripted',
    title: 'Every place of the server is taken.',
    server: { program: 'scripted', behaviour: { product: 'pure-ftpd', greeting: 'service-unavailable' } },
    label: turnedAway,
  },
  {
    name: 'one-connection-per-address-vsftpd',
    title: 'vsftpd allows each address one control connection.',
    server: { program: 'vsftpd', settings: { max_per_ip: '1' } },
    label: oneConnection,
  },
  {
    name: 'one-connection-per-address-proftpd',
    title: 'ProFTPD allows each address one session, and says so at the login.',
    server: { program: 'proftpd', settings: { MaxClientsPerHost: '1' } },
    label: oneConnection,
  },
  {
    name: 'one-connection-per-address-pure-ftpd',
    title: 'Pure-FTPd allows each address one control connection.',
    server: { program: 'pure-ftpd', settings: { maxclientsperip: '1' } },
    label: oneConnection,
  },
  {
    name: 'one-connection-per-address-pyftpdlib',
    title: 'pyftpdlib allows each address one control connection.',
    server: { program: 'pyftpdlib', settings: { max_cons_per_ip: '1' } },
    label: oneConnection,
  },
  {
    name: 'path-that-is-not-there-pyftpdlib',
    title: 'The directory to list is not there, which pyftpdlib says in place of a listing, over IPv6.',
    path: { family: 6 },
    server: { program: 'pyftpdlib' },
    options: ['--path', '/no-such'],
    label: { ...noSuchPath, modes: modesOnIPv6('failed', 'failed') },
  },
  {
    name: 'path-that-is-not-there-proftpd',
    title: 'The directory to list is not there, which ProFTPD says in place of a listing.',
    server: { program: 'proftpd' },
    options: ['--path', '/no-such'],
    label: { ...noSuchPath, modes: modes('failed', 'failed') },
  },
];
