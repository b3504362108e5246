/** Replies that answer one command only (RFC 959 §4.2.2, RFC 2428, RFC 2228, RFC 2389). */
const byCode: Readonly<Record<number, string>> = {
  211: 'FEAT',
  215: 'SYST',
  221: 'QUIT',
  227: 'PASV',
  229: 'EPSV',
  230: 'PASS',
  234: 'AUTH TLS',
  257: 'PWD',
  331: 'USER',
  332: 'USER',
  530: 'PASS',
};

/**
 * The command that a reply must have answered, where a log leaves commands out (lftp below level 5, BSD's ftp without
 * `-d`, a paste of replies alone); without its argument. Null where it can be any. Which transfer it was that a 150, 425 or
 * 426 belongs to is told by its words, or else by `transfer`.
 */
export function impliedCommand(line: string, transfer: string): string | null {
  const [, digits, text = ''] = /^(\d{3})[ -](.*)$/s.exec(line) ?? [];
  const code = Number(digits);
  if (code === 425 || code === 426 || (code >= 110 && code < 200)) return transferOf(text) ?? transfer;
  // 200 and 5yz: servers repeat the name of PORT and EPRT, and of no command that is mistaken for them.
  const active = /\b(PORT|EPRT)\b/.exec(text)?.[1];
  if (active !== undefined && (code === 200 || code >= 500)) return active;
  return byCode[code] ?? null;
}

function transferOf(text: string): string | null {
  if (/\b(?:list(?:ing)?|directory|NLST|MLSD)\b/i.test(text)) return 'LIST';
  if (/\bto send data\b/i.test(text)) return 'STOR';
  return /\bfor \S{1,200} \(\d{1,20} bytes\)/.test(text) ? 'RETR' : null;
}
