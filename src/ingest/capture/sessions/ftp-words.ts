/** Commands that FTP shares with other line protocols (SMTP, POP3, NNTP, IRC): they say FTP only with FTP's answers. */
const shared: ReadonlySet<string> = new Set(
  'USER PASS ACCT QUIT NOOP HELP STAT LIST RETR DELE AUTH HOST MODE REIN SITE CSID'.split(' '),
);

/** Commands that no other protocol knows: RFC 959 with its X forms, 2228, 2389, 2428, 3659, 4217, and common extensions. */
const own: ReadonlySet<string> = new Set(
  (
    'PASV EPSV PORT EPRT LPSV LPRT CWD XCWD CDUP XCUP PWD XPWD MKD XMKD RMD XRMD RNFR RNTO TYPE STRU SYST FEAT OPTS ' +
    'STOR STOU APPE ALLO REST ABOR NLST MLSD MLST SIZE MDTM MFMT MFF PBSZ PROT CCC ADAT MIC CONF ENC SMNT CLNT LANG ' +
    'XCRC XMD5 XSHA XSHA1 XSHA256 MD5 HASH AVBL ESTA ESTP P@SW'
  ).split(' '),
);

/** The verb with which a line begins, in upper case. */
function verbOf(line: string): string {
  return (/^\s*(\S{1,12})/.exec(line)?.[1] ?? '').toUpperCase();
}

/** Whether a line is a command of FTP, though it may be one of another protocol too. */
export function isFtpCommand(line: string): boolean {
  const verb = verbOf(line);
  return own.has(verb) || shared.has(verb);
}

/** Whether a line is a command of FTP and of nothing else. */
export function isOnlyFtp(line: string): boolean {
  return own.has(verbOf(line));
}
