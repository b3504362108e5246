import type { ServerProgram } from '../scenario.ts';
import { inetutils } from './inetutils.ts';
import type { LabProgram } from './lab-server.ts';
import { otherProtocols } from './other-protocols.ts';
import { proftpd } from './proftpd.ts';
import { pureFtpd } from './pure-ftpd.ts';
import { pyftpdlib } from './pyftpdlib.ts';
import { scripted } from './scripted.ts';
import { vsftpd } from './vsftpd.ts';

/** The servers by their names in a plan. */
export const labPrograms: Readonly<Record<Exclude<ServerProgram, 'none'>, LabProgram>> = {
  vsftpd,
  proftpd,
  'pure-ftpd': pureFtpd,
  inetutils,
  pyftpdlib,
  scripted,
  ...otherProtocols,
};
