import { formatEndpoint } from '../../core/endpoint.ts';
import type { Flavour } from '../flavour.ts';
import { typical, typicalRefusal } from './typical.ts';

/** pyftpdlib 1.5.7: opens an active data connection on PORT already, and then announces the transfer with 125. */
export const pyftpdlib: Flavour = {
  ...typical,
  product: 'pyftpdlib',
  greeting: '220 pyftpdlib 1.5.7 ready.',
  serviceUnavailable: '421 Too many connections. Service temporarily unavailable.',
  tooManyConnections: '421 Too many connections from the same IP address.',
  unknownCommand: '500 Command not understood.',
  notLoggedIn: '530 Log in with USER and PASS first.',
  userRefused: '530 Authentication failed.',
  passwordRefused: '530 Authentication failed.',
  tlsRequired: '550 SSL/TLS required on the control channel.',
  authAccepted: '234 AUTH TLS successful.',
  authUnsupported: '500 Command "AUTH" not understood.',
  pbsz: '200 PBSZ=0 successful.',
  protP: '200 Protection set to Private',
  protC: '200 Protection set to Clear',
  typeAscii: '200 Type set to: ASCII.',
  typeBinary: '200 Type set to: Binary.',
  workingDirectory: '257 "/" is the current directory.',
  directoryChanged: '250 "/" is the current directory.',
  directoryMissing: '550 No such file or directory.',
  noop: "200 I successfully did nothing'.",
  portAccepted: '200 Active data connection established.',
  eprtAccepted: '200 Active data connection established.',
  activeSyntax: '501 Invalid PORT format.',
  noDataConnection: '425 Use PORT or PASV first.',
  peerRejected: '425 Rejected data connection from foreign address.',
  protPRequired: '550 SSL/TLS required on the data channel.',
  features: ['EPRT', 'EPSV', 'MDTM', 'MFMT', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8'],
  tlsFeatures: ['AUTH SSL', 'AUTH TLS', 'PBSZ', 'PROT'],
  featureHeading: 'Features supported:',
  featureEnd: 'End FEAT.',
  preliminary: { passive: 'before', active: 'after' },
  activeConnects: 'on-port',
  listing: 'unix',
  passwordPlease: () => '331 Username ok, send password.',
  loggedIn: () => '230 Login successful.',
  status: ({ server, user }) =>
    [
      '211-FTP server status:',
      ` Connected to: ${formatEndpoint(server)}`,
      ` Logged in as: ${user}`,
      ' TYPE: ASCII; STRUcture: File; MODE: Stream',
      ' Data connection closed.',
      '211 End of status.',
    ].join('\n'),
  passive: argument => `227 Entering passive mode (${argument}).`,
  passiveOnIpv6: '522 Network protocol not supported (use 2).',
  extendedPassive: port => `229 Entering extended passive mode (|||${port}|).`,
  addressRefused: ({ announced }) => `501 Rejected data connection to foreign address ${formatEndpoint(announced)}.`,
  transferOpening: family =>
    family === 'active'
      ? '125 Data connection already open. Transfer starting.'
      : '150 File status okay. About to open data connection.',
  connectionFailed: reason =>
    reason === 'Connection timed out'
      ? '421 Active data channel timed out.'
      : "425 Can't connect to specified address.",
  transferRefusal: code => (code === 550 ? '550 Permission denied.' : typicalRefusal(code)),
};
