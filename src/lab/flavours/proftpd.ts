import type { Flavour } from '../flavour.ts';
import { typical, typicalRefusal } from './typical.ts';

/** ProFTPD 1.3.8 with mod_tls. */
export const proftpd: Flavour = {
  ...typical,
  product: 'proftpd',
  greeting: '220 ProFTPD Server (Debian) [127.0.0.1]',
  serviceUnavailable: '421 Service not available, remote server has closed connection',
  tooManyConnections: '530 Sorry, the maximum number of clients (2) from your host are already connected.',
  unknownCommand: '500 Command not understood',
  userRefused: '530 Login incorrect.',
  tlsRequired: '550 SSL/TLS required on the control channel',
  authAccepted: '234 AUTH TLS successful',
  authUnsupported: '500 AUTH not understood',
  pbsz: '200 PBSZ 0 successful',
  protP: '200 Protection set to Private',
  protC: '200 Protection set to Clear',
  typeAscii: '200 Type set to A',
  typeBinary: '200 Type set to I',
  directoryChanged: '250 CWD command successful',
  directoryMissing: '550 No such file or directory',
  noop: '200 NOOP command successful',
  passiveRefused: '501 PASV: Operation not permitted',
  activeRefused: '501 PORT: Operation not permitted',
  activeSyntax: '501 Illegal PORT command',
  peerRejected: '425 Unable to build data connection: Operation not permitted',
  resumptionRequired: '425 Unable to build data connection: Operation not permitted',
  protPRequired: '522 SSL/TLS required on the data channel',
  transferComplete: '226 Transfer complete',
  features: ['CLNT', 'EPRT', 'EPSV', 'HOST', 'MDTM', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8'],
  tlsFeatures: ['AUTH TLS', 'CCC', 'PBSZ', 'PROT'],
  featureHeading: 'Features:',
  featureEnd: 'End',
  preliminary: { passive: 'after', active: 'after' },
  activeConnects: 'on-transfer',
  listing: 'unix',
  passwordPlease: user =>
    user === 'anonymous'
      ? '331 Anonymous login ok, send your complete email address as your password'
      : `331 Password required for ${user}`,
  loggedIn: user =>
    user === 'anonymous' ? '230 Anonymous access granted, restrictions apply' : `230 User ${user} logged in`,
  status: ({ client, user }) =>
    [
      "211-Status of 'Debian'",
      ` Connected from ${client.host} (${client.host})`,
      ` Logged in as ${user}`,
      ' TYPE: ASCII, STRUcture: File, Mode: Stream',
      ' No data connection',
      '211 End of status',
    ].join('\n'),
  passive: argument => `227 Entering Passive Mode (${argument}).`,
  passiveOnIpv6: '522 Network protocol not supported, use (2)',
  extendedPassive: port => `229 Entering Extended Passive Mode (|||${port}|)`,
  addressRefused: ({ command }) => `500 Illegal ${command} command`,
  transferOpening: () => '150 Opening ASCII mode data connection for file list',
  connectionFailed: reason => `425 Unable to build data connection: ${reason}`,
  transferRefusal: typicalRefusal,
};
