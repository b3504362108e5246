import { bare } from './bare.ts';
import { basicFtp } from './basic-ftp.ts';
import { curl } from './curl.ts';
import { filezilla } from './filezilla.ts';
import { fluentFtp } from './fluent-ftp.ts';
import { ftpDebug } from './ftp-debug.ts';
import { ftplib } from './ftplib.ts';
import { lftp } from './lftp.ts';
import type { LogFormat } from './log-format.ts';
import { ncftp } from './ncftp.ts';
import { rclone } from './rclone.ts';
import { wget } from './wget.ts';
import { winscp } from './winscp.ts';

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
  bare,
];
