/** Commands of RFC 959, 1639, 2228, 2389, 2428, 2640, 3659, 4217 and those that servers are known to add. */
const verbs =
  'ABOR ACCT ADAT ALGS ALLO APPE AUTH AVBL CCC CDUP CLNT CLUSTER COMB CONF CPSV CSID CWD DELE DSIZ ENC EPRT EPSV ESTA ESTP FEAT HASH HELP HOST LANG LIST LPRT LPSV MACB MD5 MDTM MFCT MFF MFMT MIC MKD MLSD MLST MODE NLST NOOP OPTS PASS PASV PBSZ PORT PRET PROT PSWD PWD QUIT RANG REIN REST RETR RMD RMDA RNFR RNTO SITE SIZE SMNT SPSV SSCN STAT STOR STOU STRU SYST THMB TYPE USER XCRC XCUP XCWD XMD5 XMKD XPWD XRCP XRMD XSHA XSHA1 XSHA256 XSHA512';

/** What logs, replies and JSON of FTP are made of: as a name of something it cannot be told from its other uses. */
const words =
  'a accepted access account active address already an and anonymous are argument as ascii at bad be because begin binary bytes can cannot cert certificate client close closed closing command complete completed connect connected connecting connection could current data default denied directory done download end error establish established etc evidence exceeded explicit extended fail failed file files for found from ftp ftpd ftpes ftps get goodbye group guest has have help home host idle implicit in incorrect index info input internal invalid is it json line list listing local log logged login logout mode msg name need needed no none not of off ok on only open opened opening operation or out output owner pass passive password path permission please port privacy private protection protocol public put quit quote read ready received refused rejected remote reply required response reset root secret secure send sent server service session set sftp size ssl started state status stop stream success successful system tcp test text the this time timeout tls to transfer trace true false tmp type udp unix unknown upload use user username users usr using utf8 var version wait waiting was welcome will with write www you your';

const all: ReadonlySet<string> = new Set([...verbs.toLowerCase().split(' '), ...words.split(' ')]);
const known: ReadonlySet<string> = new Set(verbs.split(' '));

/** Whether a word, in upper case, is a command of FTP. */
export function isVerb(word: string): boolean {
  return known.has(word);
}

/** Whether a name is also a word that stands for something else all over a log: such a name is replaced only where it is surely one. */
export function isProtocolWord(name: string): boolean {
  return all.has(name.toLowerCase()) || /^\d+$/.test(name);
}
