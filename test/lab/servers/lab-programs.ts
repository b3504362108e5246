import type { ServerProgram } from '../scenario.ts';
import type { LabProgram } from './lab-server.ts';
import { otherProtocols } from './other-protocols.ts';
import { pyftpdlib } from './pyftpdlib.ts';
import { scripted } from './scripted.ts';
import { vsftpd } from './vsftpd.ts';

/** The servers by their names in a plan. */
export const labPrograms: Readonly<Partial<Record<ServerProgram, LabProgram>>> = {
  vsftpd,
  pyftpdlib,
  scripted,
  ...otherProtocols,
};
