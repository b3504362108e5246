import type { ModeResult, Verdict, VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import { isBroken } from './broken-mode.ts';
import { summaryOf } from './summary.ts';

/**
 * The one verdict. Its status follows from the modes, and from findings that need attention although data moves; its
 * cause is that of the first finding (they come most important first) that is more than information.
 */
export function verdictOf(evidence: Evidence, modes: readonly ModeResult[], findings: readonly Finding[]): Verdict {
  const deciding = findings.find(finding => finding.severity !== 'info');
  const status = statusOf(evidence, modes, deciding);
  const summary = summaryOf(status, evidence, modes, findings);
  if (status === 'ok') return { status, cause: 'none', side: 'none', confidence: 'certain', summary, rule: null };
  if (status === 'inconclusive' || !deciding) {
    return { status, cause: 'unknown', side: 'unknown', confidence: 'possible', summary, rule: null };
  }
  const { cause, side, confidence, id } = deciding;
  return { status, cause, side, confidence, summary, rule: id };
}

function statusOf(evidence: Evidence, modes: readonly ModeResult[], deciding: Finding | undefined): VerdictStatus {
  const breaks = modes.some(isBroken);
  if (modes.some(mode => mode.status === 'ok')) {
    if (breaks || deciding) return 'degraded';
    return evidence.ended === 'complete' ? 'ok' : 'inconclusive';
  }
  return breaks || isControlBroken(evidence) || deciding?.severity === 'error' ? 'failed' : 'inconclusive';
}

/** Whether the run ended before any mode, by the failure of a step that all modes need. */
function isControlBroken({ resolve, sessions }: Evidence): boolean {
  const steps = sessions[0]?.steps;
  const needed = [resolve, steps?.connect, steps?.greeting, steps?.tls, steps?.login];
  if (needed.some(outcome => outcome?.status === 'failed')) return true;
  return steps?.auth.status === 'failed' && steps.login.status === 'skipped';
}
