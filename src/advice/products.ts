/** What a remedy is for. The FTP servers bear the names of `ServerProduct` in the core. */
export const products = {
  any: { name: 'any product', kind: 'any', system: 'any' },
  vsftpd: { name: 'vsftpd', kind: 'server', system: 'unix' },
  proftpd: { name: 'ProFTPD', kind: 'server', system: 'unix' },
  'pure-ftpd': { name: 'Pure-FTPd', kind: 'server', system: 'unix' },
  'filezilla-server': { name: 'FileZilla Server', kind: 'server', system: 'any' },
  iis: { name: 'IIS', kind: 'server', system: 'windows' },
  pyftpdlib: { name: 'pyftpdlib', kind: 'server', system: 'any' },
  'aws-transfer': { name: 'AWS Transfer Family', kind: 'server', system: 'any' },
  'other-server': { name: 'Other servers', kind: 'server', system: 'any' },
  nftables: { name: 'nftables', kind: 'firewall', system: 'unix' },
  firewalld: { name: 'firewalld', kind: 'firewall', system: 'unix' },
  ufw: { name: 'ufw', kind: 'firewall', system: 'unix' },
  'windows-firewall': { name: 'Windows firewall', kind: 'firewall', system: 'windows' },
  aws: { name: 'AWS', kind: 'cloud', system: 'any' },
  azure: { name: 'Azure', kind: 'cloud', system: 'any' },
  gcp: { name: 'Google Cloud', kind: 'cloud', system: 'any' },
  filezilla: { name: 'FileZilla', kind: 'client', system: 'any' },
  winscp: { name: 'WinSCP', kind: 'client', system: 'any' },
  curl: { name: 'curl', kind: 'client', system: 'any' },
  lftp: { name: 'lftp', kind: 'client', system: 'any' },
  'windows-ftp': { name: 'Windows ftp.exe', kind: 'client', system: 'any' },
} as const satisfies Readonly<Record<string, ProductFacts>>;

interface ProductFacts {
  /** For people. */
  readonly name: string;
  /** A run recognises only servers; which firewall, cloud or client is in use it cannot see. */
  readonly kind: 'any' | 'server' | 'firewall' | 'cloud' | 'client';
  /** The operating system it runs on, where that is always the same. */
  readonly system: 'any' | 'unix' | 'windows';
}

export type Product = keyof typeof products;

/** The facts about a product, or undefined for a name without advice of its own. */
export function productFacts(name: string): ProductFacts | undefined {
  return Object.hasOwn(products, name) ? (products as Readonly<Record<string, ProductFacts>>)[name] : undefined;
}
