import type { Flavour } from '../flavour.ts';
import { typical, typicalRefusal } from './typical.ts';

/** vsftpd 3.0.3, as it answers on Debian. */
export const vsftpd: Flavour = {
  ...typical,
  product: 'vsftpd',
  greeting: '220 (vsFTPd 3.0.3)',
  authUnsupported: '530 Please login with USER and PASS.',
  passiveRefused: '550 Permission denied.',
  activeRefused: '550 Permission denied.',
  portAccepted: '200 PORT command successful. Consider using PASV.',
  eprtAccepted: '200 EPRT command successful. Consider using EPSV.',
  activeSyntax: '500 Illegal PORT command.',
  resumptionRequired:
    '522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page',
  protPRequired: '522 Data connections must be encrypted.',
  transferComplete: '226 Directory send OK.',
  features: ['EPRT', 'EPSV', 'MDTM', 'PASV', 'REST STREAM', 'SIZE', 'TVFS'],
  tlsFeatures: ['AUTH TLS', 'PBSZ', 'PROT'],
  featureHeading: 'Features:',
  featureEnd: 'End',
  preliminary: { passive: 'after', active: 'after' },
  activeConnects: 'on-transfer',
  listing: 'unix',
  passwordPlease: () => '331 Please specify the password.',
  loggedIn: () => '230 Login successful.',
  status: ({ client, user, encrypted, protection }) =>
    [
      '211-FTP server status:',
      `     Connected to ${client.host}`,
      `     Logged in as ${user === 'anonymous' ? 'ftp' : user}`,
      '     TYPE: ASCII',
      '     No session bandwidth limit',
      '     Session timeout in seconds is 300',
      `     Control connection is ${encrypted ? 'encrypted' : 'plain text'}`,
      `     Data connections will be ${protection === 'P' ? 'encrypted' : 'plain text'}`,
      '     At session startup, client count was 1',
      '     vsFTPd 3.0.3 - secure, fast, stable',
      '211 End of status',
    ].join('\n'),
  passive: argument => `227 Entering Passive Mode (${argument}).`,
  passiveOnIpv6: null,
  extendedPassive: port => `229 Entering Extended Passive Mode (|||${port}|)`,
  addressRefused: ({ command }) => `500 Illegal ${command} command.`,
  transferOpening: () => '150 Here comes the directory listing.',
  connectionFailed: () => '425 Failed to establish connection.',
  transferRefusal: typicalRefusal,
};
