/** What a reply code says, for people. */
export interface ReplyCode {
  readonly code: number;
  readonly meaning: string;
  /** What experience adds: who sends it when, what it is mistaken for. */
  readonly note?: string;
  /** The document or product that defines it. */
  readonly source: string;
}

/** By code. RFC 959 fixes the code and leaves the text free: the code is the key, the text only a hint (§4.2). */
const rows: readonly (readonly [code: number, source: string, meaning: string, note?: string])[] = [
  [110, 'RFC 959 §4.2', 'Restart marker: how far the transfer has got, for resuming it later'],
  [120, 'RFC 959 §4.2', 'The service will be ready in some minutes'],
  [125, 'RFC 959 §4.2', 'The data connection is already open; the transfer starts'],
  [
    150,
    'RFC 959 §4.2',
    'The server is about to open the data connection, or has opened it',
    'vsftpd says so only once the data connection stands; pyftpdlib and FileZilla Server say so before. Under TLS it comes before the data handshake (RFC 4217 §10.2).',
  ],
  [200, 'RFC 959 §4.2', 'The command was carried out'],
  [202, 'RFC 959 §4.2', 'The command is not needed here and was ignored'],
  [211, 'RFC 959 §4.2', 'System status, or the list of features (FEAT, RFC 2389)'],
  [212, 'RFC 959 §4.2', 'Status of a directory'],
  [213, 'RFC 959 §4.2', 'Status of a file; a size or a time in answer to SIZE and MDTM (RFC 3659)'],
  [214, 'RFC 959 §4.2', 'Help text'],
  [
    215,
    'RFC 959 §4.2',
    'The kind of system (SYST)',
    'A text of nothing but X is the work of a firewall that masks the reply, such as Cisco ASA.',
  ],
  [216, 'RFC 6384 §11', 'State of an FTP gateway between IPv6 and IPv4 (ALGS)'],
  [220, 'RFC 959 §4.2', 'The service is ready for a new user', 'Mail servers greet with 220 as well.'],
  [221, 'RFC 959 §4.2', 'The server closes the control connection'],
  [
    225,
    'RFC 959 §4.2',
    'The data connection is open, and nothing is being transferred',
    'Pure-FTPd answers its own commands ESTA and ESTP with it, and names both ends.',
  ],
  [226, 'RFC 959 §4.2', 'The transfer is complete; the data connection is being closed'],
  [
    227,
    'RFC 959 §4.2',
    'Passive mode: the address and port to connect to, as h1,h2,h3,h4,p1,p2',
    'The port is p1 × 256 + p2. Behind a NAT the address is often one that only the server’s own network knows.',
  ],
  [228, 'RFC 1639', 'Long passive mode: address and port with their lengths (LPSV)'],
  [
    229,
    'RFC 2428 §3',
    'Extended passive mode: the port to connect to, as (|||port|)',
    'It carries no address on purpose: the data connection goes to the address of the control connection.',
  ],
  [230, 'RFC 959 §4.2', 'Logged in'],
  [232, 'RFC 2228 §5.1', 'Logged in, authorized by the security exchange'],
  [234, 'RFC 2228 §5.1', 'The security mechanism is accepted: after AUTH TLS the TLS handshake follows (RFC 4217 §4)'],
  [235, 'RFC 2228 §5.1', 'The security exchange is complete'],
  [250, 'RFC 959 §4.2', 'The file action was carried out'],
  [257, 'RFC 959 §4.2', 'The path name: of the current directory, or of the one created'],
  [331, 'RFC 959 §4.2', 'The user name is accepted; a password is due', 'Most servers say so for unknown names too.'],
  [332, 'RFC 959 §4.2', 'An account is due (ACCT)'],
  [334, 'RFC 2228 §5.1', 'The security mechanism is accepted; security data is due'],
  [335, 'RFC 2228 §5.1', 'The security data is accepted; more is due'],
  [336, 'RFC 2228 §5.1', 'The user name is accepted; a password or a response to the challenge is due'],
  [350, 'RFC 959 §4.2', 'Accepted so far; a further command is due (REST, RNFR)'],
  [
    421,
    'RFC 959 §4.2',
    'The service is not available; the server closes the control connection',
    'May answer any command: too many connections, a ban, an idle or transfer timeout, a shutdown.',
  ],
  [
    425,
    'RFC 959 §4.2',
    'The data connection could not be opened',
    'After PORT at once: the connection was refused. After PORT and a long wait: no answer came back, so something dropped it. After PASV: the client never arrived, or came from another address. ProFTPD with “Operation not permitted” under TLS: the session was not reused.',
  ],
  [
    426,
    'RFC 959 §4.2',
    'The data connection was open and broke; the transfer is aborted',
    'Unlike 425 the connection had been made: look for resets, idle timers, or TLS on the data connection.',
  ],
  [430, 'no RFC', 'Wrong user name or password'],
  [
    431,
    'RFC 2228 §5.1',
    'A resource for the security exchange is not available',
    'The certificate or key of the server is often at fault.',
  ],
  [434, 'no RFC', 'The requested host is not available', 'Said by some FTP proxies.'],
  [
    450,
    'RFC 959 §4.2',
    'The file is not available just now',
    'FileZilla Server 0.9 says so when the TLS session was not resumed on the data connection.',
  ],
  [451, 'RFC 959 §4.2', 'Aborted: a local error of the server'],
  [452, 'RFC 959 §4.2', 'Not enough storage space on the server'],
  [
    500,
    'RFC 959 §4.2',
    'The command was not understood',
    'vsftpd and ProFTPD refuse with “Illegal PORT command” an address other than the one they see: the mark of a client behind a NAT. “OOPS:” is vsftpd telling of a fault in its own set-up.',
  ],
  [
    501,
    'RFC 959 §4.2',
    'The arguments are wrong',
    'pyftpdlib and IIS refuse with it a PORT address other than the one they see.',
  ],
  [502, 'RFC 959 §4.2', 'The command is not implemented', 'Also said where it was switched off.'],
  [503, 'RFC 959 §4.2', 'The commands came in the wrong order', 'FileZilla Server: “Use AUTH first” demands TLS.'],
  [
    504,
    'RFC 959 §4.2',
    'The command is not implemented for this argument',
    'To HOST: no such virtual host (RFC 7151). To AUTH: this mechanism is unknown (RFC 2228). To PORT: the port is privileged (RFC 2577).',
  ],
  [
    521,
    'RFC 4217 §10.2',
    'A data connection cannot be opened with the current PROT setting',
    'With a list of address families it is the answer to LPRT (RFC 1639); to MKD it means that the directory exists (RFC 959, appendix II).',
  ],
  [
    522,
    'RFC 2428 §2',
    'The network protocol is not supported; the ones in parentheses are: 1 is IPv4, 2 is IPv6',
    'Under TLS it has other meanings (RFC 4217): the data connection must be encrypted, or must reuse the TLS session (vsftpd). z/OS says so to PORT and PASV on IPv6.',
  ],
  [
    530,
    'RFC 959 §4.2',
    'Not logged in',
    'Wrong user or password, a user who may not log in, a server that demands TLS first, or a command before login.',
  ],
  [532, 'RFC 959 §4.2', 'An account is due for storing files'],
  [
    533,
    'RFC 2228 §5.1',
    'The command’s protection level is refused by policy',
    'z/OS: all commands must be protected. To CCC: the control connection is not protected (RFC 4217 §5).',
  ],
  [
    534,
    'RFC 2228 §5.1',
    'Refused by policy',
    'IIS: “Policy requires SSL”, at USER for the login, at LIST for the data connection. To AUTH: the server is not willing to use TLS.',
  ],
  [535, 'RFC 2228 §5.1', 'A security check failed'],
  [536, 'RFC 2228 §5.1', 'The mechanism does not support this level of data protection (PROT)'],
  [537, 'RFC 2228 §5.1', 'The mechanism does not support this level of command protection'],
  [
    550,
    'RFC 959 §4.2',
    'Not done: no such file, or no permission',
    'vsftpd answers PASV and PORT with “550 Permission denied.” when the mode is switched off. ProFTPD and pyftpdlib: “SSL/TLS required”.',
  ],
  [551, 'RFC 959 §4.2', 'Aborted: the page type is unknown'],
  [552, 'RFC 959 §4.2', 'Aborted: the storage allocation or the quota is exceeded'],
  [553, 'RFC 959 §4.2', 'Not done: the file name is not allowed'],
  [554, 'RFC 1123 §4.1.3.4', 'Not done: the restart position is wrong (REST)'],
  [555, 'RFC 1123 §4.1.3.4', 'Not done: TYPE or STRU does not fit'],
  [631, 'RFC 2228 §5.1', 'A reply protected in integrity, encoded in base 64'],
  [632, 'RFC 2228 §5.1', 'A reply protected in integrity and confidentiality, encoded in base 64'],
  [633, 'RFC 2228 §5.1', 'A reply protected in confidentiality, encoded in base 64'],
];

/** Every known code, in ascending order. */
export const replyCodes: ReadonlyMap<number, ReplyCode> = new Map(
  rows.map(([code, source, meaning, note]) => [
    code,
    { code, meaning, source, ...(note === undefined ? {} : { note }) },
  ]),
);

const outcomes = [
  'the command was taken up and another reply follows',
  'the command was carried out',
  'so far so good, a further command is due',
  'refused for now: the same command may succeed later',
  'refused: the same command will be refused again',
  'a protected reply',
];

const groups = ['syntax', 'information', 'connections', 'authentication', 'unspecified', 'the file system'];

/** What the digits of any code say (RFC 959 §4.2.1), for codes that are in no document; null outside 100–699. */
export function explainReplyDigits(code: number): string | null {
  const outcome = outcomes[Math.floor(code / 100) - 1];
  if (outcome === undefined || !Number.isInteger(code)) return null;
  const group = groups[Math.floor(code / 10) % 10];
  return group === undefined || group === 'unspecified' ? outcome : `${outcome} (about ${group})`;
}
