import type { Diagnosis } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Rule } from './define-rule.ts';
import { findingsOf } from './find.ts';
import { modesOf, withCauses } from './modes.ts';
import { rankFindings } from './rank.ts';
import { verdictOf } from './verdict.ts';

/**
 * Reads the evidence with the rules: what each mode came to, every finding, and the one verdict. Pure; it says the
 * same about the same evidence whenever and wherever it runs.
 */
export function analyze(evidence: Evidence, rules: readonly Rule[]): Diagnosis {
  const walked = modesOf(evidence);
  const findings = rankFindings(findingsOf(evidence, rules), walked);
  const modes = withCauses(walked, findings);
  return { verdict: verdictOf(evidence, modes, findings), modes, findings, evidence };
}
