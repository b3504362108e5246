import type { Evidence, Trial } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import type { Outcome } from '../core/outcome.ts';
import { stepsOf } from '../core/steps.ts';
import { hasStatus, type Match, type Rule } from './define-rule.ts';

/**
 * Every finding of the rules that hold, in the order of the rules. Each finding's `explains` holds only findings that
 * are there.
 */
export function findingsOf(evidence: Evidence, rules: readonly Rule[]): readonly Finding[] {
  const steps = stepsOf(evidence);
  const found = rules.flatMap(rule => {
    const match = matchOf(rule, steps, evidence);
    return match ? [findingFrom(rule, match)] : [];
  });
  const present = new Set(found.map(finding => finding.id));
  return found.map(finding => ({ ...finding, explains: finding.explains.filter(id => present.has(id)) }));
}

/** Asks one rule, if the evidence has what the rule needs. */
function matchOf(rule: Rule, steps: Readonly<Record<string, Outcome<unknown>>>, evidence: Evidence): Match | undefined {
  const facts: Record<string, Outcome<unknown>> = {};
  for (const [id, status] of Object.entries(rule.needs)) {
    const outcome = steps[id];
    if (outcome === undefined || !hasStatus(outcome.status, status)) return undefined;
    facts[id] = outcome;
  }
  const trials = rule.trials === null ? [] : evidence.trials.filter(trial => fits(rule, trial));
  if (rule.trials !== null && trials.length === 0) return undefined;
  return rule.check(facts, trials, evidence);
}

/** Whether the trial is of the kind and the family, and every step has the status, that the rule reads. */
function fits(rule: Rule, trial: Trial): boolean {
  if (rule.trials === null) return false;
  const { family, needs, withMorePorts = false } = rule.trials;
  if (trial.purpose === 'follow-up' && !(withMorePorts && trial.id.startsWith('more-ports-'))) return false;
  if (family !== 'any' && family !== trial.family) return false;
  const steps: Readonly<Record<string, Outcome<unknown> | undefined>> = trial.steps;
  return Object.entries(needs).every(([step, needed]) => {
    const outcome = steps[step];
    return outcome !== undefined && hasStatus(outcome.status, needed);
  });
}

function findingFrom(rule: Rule, match: Match): Finding {
  return {
    id: rule.id,
    cause: match.cause ?? rule.cause,
    side: match.side ?? rule.side,
    severity: match.severity ?? rule.severity,
    confidence: match.confidence,
    stage: rule.stage,
    title: rule.title,
    summary: match.summary,
    because: match.because,
    explains: match.explains ?? rule.explains,
    fixes: match.fix,
    values: match.values ?? {},
    next: match.next ?? [],
  };
}
