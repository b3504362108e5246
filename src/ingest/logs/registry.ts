import { bare } from './bare.ts';
import { basicFtp } from './basic-ftp.ts';
import { curl } from './curl.ts';
import { filezilla } from './filezilla.ts';
import { filezillaServer } from './filezilla-server.ts';
import { filezillaServer09 } from './filezilla-server-09.ts';
import { fluentFtp } from './fluent-ftp.ts';
import { ftpDebug } from './ftp-debug.ts';
import { ftplib } from './ftplib.ts';
import { iis } from './iis.ts';
import { lftp } from './lftp.ts';
import type { LogFormat } from './log-format.ts';
import { ncftp } from './ncftp.ts';
import { proftpdExtended } from './proftpd-extended.ts';
import { proftpdSystem } from './proftpd-system.ts';
import { proftpdTls } from './proftpd-tls.ts';
import { pureFtpd } from './pure-ftpd.ts';
import { pyftpdlib } from './pyftpdlib.ts';
import { rclone } from './rclone.ts';
import { vsftpd } from './vsftpd.ts';
import { wget } from './wget.ts';
import { winscp } from './winscp.ts';
import { xferlog } from './xferlog.ts';

/** Every kind of log that is read. Where two score alike, the earlier one is taken. */
export const logFormats: readonly LogFormat[] = [
  filezilla,
  winscp,
  curl,
  wget,
  lftp,
  ftplib,
  basicFtp,
  fluentFtp,
  rclone,
  ncftp,
  ftpDebug,
  vsftpd,
  proftpdSystem,
  proftpdExtended,
  proftpdTls,
  pureFtpd,
  filezillaServer,
  filezillaServer09,
  iis,
  pyftpdlib,
  xferlog,
  bare,
];
