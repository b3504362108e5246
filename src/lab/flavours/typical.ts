import type { TransferCode } from '../behaviour.ts';
import type { FixedReplies } from '../flavour.ts';

/** What most servers say where a product has no words of its own. */
export const typical = {
  serviceUnavailable: '421 Service not available.',
  bannedGreeting: '530 No connections allowed from your IP.',
  tooManyConnections: '421 There are too many connections from your internet address.',
  unknownCommand: '500 Unknown command.',
  notLoggedIn: '530 Please login with USER and PASS.',
  userRefused: '530 Permission denied.',
  passwordRefused: '530 Login incorrect.',
  tlsRequired: '530 Non-anonymous sessions must use encryption.',
  anonymousMustNotEncrypt: '530 Anonymous sessions may not use encryption.',
  authAccepted: '234 Proceed with negotiation.',
  authUnsupported: '500 AUTH not understood',
  pbsz: '200 PBSZ set to 0.',
  protP: '200 PROT now Private.',
  protC: '200 PROT now Clear.',
  system: '215 UNIX Type: L8',
  typeAscii: '200 Switching to ASCII mode.',
  typeBinary: '200 Switching to Binary mode.',
  workingDirectory: '257 "/" is the current directory',
  directoryChanged: '250 Directory successfully changed.',
  directoryMissing: '550 Failed to change directory.',
  noop: '200 NOOP ok.',
  goodbye: '221 Goodbye.',
  passiveRefused: '502 Command not implemented.',
  activeRefused: '502 Command not implemented.',
  portAccepted: '200 PORT command successful',
  eprtAccepted: '200 EPRT command successful',
  activeSyntax: '501 Syntax error in parameters or arguments.',
  noDataConnection: '425 Use PORT or PASV first.',
  peerRejected: '425 Security: Bad IP connecting.',
  resumptionRequired: '522 Data connection must use cached TLS session',
  protPRequired: '521 Data connection cannot be opened with this PROT setting.',
  transferComplete: '226 Transfer complete.',
} satisfies Omit<FixedReplies, 'greeting'>;

const refusals: Readonly<Record<TransferCode, string>> = {
  425: '425 Failed to establish connection.',
  426: '426 Failure writing network stream.',
  450: '450 Requested file action not taken: file busy.',
  451: '451 Failure reading local file.',
  452: '452 Insufficient storage space in system.',
  521: '521 Data connection cannot be opened with this PROT setting.',
  522: '522 Data connections must be encrypted.',
  534: '534 Policy requires SSL.',
  550: '550 Failed to open directory.',
};

export function typicalRefusal(code: TransferCode): string {
  return refusals[code];
}
