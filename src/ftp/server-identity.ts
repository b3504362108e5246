import type { ServerIdentity, ServerProduct } from '../core/evidence.ts';

/** The texts by which a server gives itself away, without reply codes; empty where it was not asked or did not answer. */
export interface IdentifyingTexts {
  readonly greeting: string;
  readonly syst: string;
  readonly feat: string;
  readonly stat: string;
}

type KnownProduct = Exclude<ServerProduct, 'unknown'>;

/** What people call each product, and where its version stands. */
const names: Readonly<Record<KnownProduct, { readonly name: string; readonly version: RegExp | null }>> = {
  vsftpd: { name: 'vsftpd', version: /vsftpd (\d[\w.+-]*)/i },
  proftpd: { name: 'ProFTPD', version: /ProFTPD (\d[\w.+-]*)/i },
  'pure-ftpd': { name: 'Pure-FTPd', version: null },
  'filezilla-server': { name: 'FileZilla Server', version: /FileZilla Server (?:version )?(\d[\w.+-]*(?: beta)?)/i },
  iis: { name: 'Microsoft IIS', version: /Microsoft FTP Service \(Version (\d[\d.]*)\)/i },
  pyftpdlib: { name: 'pyftpdlib', version: /pyftpdlib (\d[\w.+-]*)/i },
  inetutils: { name: 'GNU inetutils', version: /GNU inetutils (\d[\w.+-]*)/i },
  'serv-u': { name: 'Serv-U', version: /Serv-U FTP[ -]Server v?(\d[\w.]*)/i },
  'aws-transfer': { name: 'AWS Transfer Family', version: null },
  'ibm-zos': { name: 'IBM z/OS FTP', version: /IBM FTP CS (V\d+R\d+)/i },
  'apache-ftpserver': { name: 'Apache FtpServer', version: null },
  titan: { name: 'Titan FTP Server', version: /Titan FTP Server (\d[\w.]*)/i },
};

type Tell = readonly [keyof IdentifyingTexts, RegExp, KnownProduct];

/** vsftpd answers FEAT before login, always in this order; the settings only leave lines out. */
const vsftpdFeatures =
  /^Features:\n(?: AUTH SSL\n)?(?: AUTH TLS\n)?(?: EPRT\n)?(?: EPSV\n)? MDTM\n(?: PASV\n)?(?: PBSZ\n)?(?: PROT\n)? REST STREAM\n SIZE\n TVFS\n(?: UTF8\n)?End$/;

/**
 * The first that fits decides. STAT and SYST come before the greeting, which administrators rewrite; FEAT and texts
 * that other products may share come last.
 */
const tells: readonly Tell[] = [
  ['stat', /\bvsFTPd \d/i, 'vsftpd'],
  ['stat', /^Status of '/, 'proftpd'],
  ['stat', /pureftpd\.org/i, 'pure-ftpd'],
  ['stat', /Up and running, yay!/, 'filezilla-server'],
  ['stat', /GNU inetutils/i, 'inetutils'],
  ['stat', /^[ \t]*Connected to: /m, 'pyftpdlib'],
  ['syst', /emulated by FileZilla/i, 'filezilla-server'],
  ['syst', /^Windows_NT/i, 'iis'],
  ['syst', /^MVS is the operating system/i, 'ibm-zos'],
  ['syst', /Apache FtpServer/i, 'apache-ftpserver'],
  ['greeting', /\bvsFTPd\b/i, 'vsftpd'],
  ['greeting', /\bProFTPD\b/i, 'proftpd'],
  ['greeting', /\bPure-FTPd\b/i, 'pure-ftpd'],
  ['greeting', /^FileZilla Server\b/im, 'filezilla-server'],
  ['greeting', /\bpyftpdlib\b/i, 'pyftpdlib'],
  ['greeting', /^Microsoft FTP Service/im, 'iis'],
  ['greeting', /\bServ-U FTP\b/i, 'serv-u'],
  ['greeting', /\bIBM FTP CS\b/i, 'ibm-zos'],
  ['greeting', /\bTitan FTP Server\b/i, 'titan'],
  ['greeting', /\bGNU inetutils\b/i, 'inetutils'],
  ['greeting', /^OOPS: /m, 'vsftpd'],
  [
    'greeting',
    /^There are too many (?:connected users, please try later|connections from your internet address)/,
    'vsftpd',
  ],
  ['greeting', /^Too many connections \(\d+\) from this IP/, 'pure-ftpd'],
  ['greeting', /^You are user number \d+ of \d+ allowed/m, 'pure-ftpd'],
  ['greeting', /^Too many active connections, try again later/, 'filezilla-server'],
  ['greeting', /^Too many connections\. Service temporarily unavailable\./, 'pyftpdlib'],
  ['feat', /^ ?EST[AP][ \t]*$/m, 'pure-ftpd'],
  ['feat', /^ ?AUTH TLS;TLS-C;SSL;TLS-P;/m, 'iis'],
  ['feat', /^ ?MFF modify;UNIX\.group;UNIX\.mode;/m, 'proftpd'],
  ['feat', /^Features supported:\n.*\nEnd FEAT\.$/s, 'pyftpdlib'],
  ['feat', vsftpdFeatures, 'vsftpd'],
  ['greeting', /^FTP Server ready\.$/, 'aws-transfer'],
  ['greeting', /^\S+ FTP server ready$/, 'proftpd'],
];

/** The longest version that is believed; whatever is longer is no version. */
const versionCharacters = 24;

/** The product behind the texts, and its name with the version where one is told. */
export function identifyServer(texts: IdentifyingTexts): ServerIdentity {
  const product = tells.find(([where, pattern]) => pattern.test(texts[where]))?.[2];
  if (product === undefined) return { product: 'unknown', name: '' };
  const { name, version } = names[product];
  const found = version === null ? undefined : (version.exec(texts.greeting) ?? version.exec(texts.stat))?.[1];
  // The patterns let only letters, digits and `.+-_` through, so that the name is safe to print anywhere.
  const isBelievable = found !== undefined && found.length <= versionCharacters;
  return { product, name: isBelievable ? `${name} ${found}` : name };
}
