import { curl } from './curl.ts';
import { filezilla } from './filezilla.ts';
import type { LogFormat } from './log-format.ts';

/** Every kind of log that is read. Where two score alike, the earlier one is taken. */
export const logFormats: readonly LogFormat[] = [filezilla, curl];
