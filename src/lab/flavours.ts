import type { Product } from './behaviour.ts';
import type { Flavour } from './flavour.ts';
import { filezillaServer } from './flavours/filezilla-server.ts';
import { iis } from './flavours/iis.ts';
import { proftpd } from './flavours/proftpd.ts';
import { pureFtpd } from './flavours/pure-ftpd.ts';
import { pyftpdlib } from './flavours/pyftpdlib.ts';
import { vsftpd } from './flavours/vsftpd.ts';

export const flavours: Readonly<Record<Product, Flavour>> = {
  vsftpd,
  proftpd,
  'pure-ftpd': pureFtpd,
  'filezilla-server': filezillaServer,
  iis,
  pyftpdlib,
};
