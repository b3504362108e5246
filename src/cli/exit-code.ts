import type { VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';

/** 0 to 3 are what Nagios and Icinga expect of a plug-in: OK, WARNING, CRITICAL, UNKNOWN. */
export const exitCodes = {
  ok: 0,
  degraded: 1,
  failed: 2,
  /** The run could not tell, or ftpdiag itself failed. */
  inconclusive: 3,
  /** EX_USAGE of sysexits.h. */
  usage: 64,
  /** 128 + SIGINT, as shells count it. */
  interrupted: 130,
} as const satisfies Record<VerdictStatus | 'usage' | 'interrupted', number>;

/** What the command ends with after a run that gave this verdict. */
export function exitCodeOf(status: VerdictStatus, ended: Evidence['ended']): number {
  return ended === 'interrupted' ? exitCodes.interrupted : exitCodes[status];
}
