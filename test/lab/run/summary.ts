import type { Cause, Confidence } from '../../../src/core/finding.ts';
import { isHealthy } from './judge.ts';
import type { Counted } from './result.ts';

/** So many of so many. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

/** Times of the slower half and of the slowest; null where nothing was measured. */
export interface Spread {
  readonly medianMs: number;
  readonly longestMs: number;
  /** The scenario that took longest. */
  readonly longest: string;
}

/** How often each cause was said where each was true. */
export interface Confusion {
  /** In the order of their first appearance, the true ones first. */
  readonly causes: readonly Cause[];
  readonly cells: readonly { readonly truth: Cause; readonly said: Cause; readonly count: number }[];
}

/** The figures of a whole run. What was skipped counts in none; what gave no answer counts as wrong. */
export interface Summary {
  readonly scenarios: Share;
  readonly status: Share;
  readonly cause: Share;
  readonly side: Share;
  /** Four a scenario. */
  readonly modes: Share;
  /** Of the healthy scenarios those without a false alarm. */
  readonly healthy: Share;
  /** Of the verdicts of each confidence those right in cause and side. */
  readonly byConfidence: Readonly<Record<Confidence, Share>>;
  /** Names of scenarios, as in the next three. */
  readonly falseAlarms: readonly string[];
  readonly wronglyCertain: readonly string[];
  readonly overclaims: readonly string[];
  readonly underclaims: readonly string[];
  readonly confusion: Confusion;
  readonly faultyTimes: Spread | null;
  readonly healthyTimes: Spread | null;
}

/** Counts what was answered; `unanswered` scenarios gave no report. */
export function summarize(answered: readonly Counted[], unanswered = 0): Summary {
  const share = (isRight: (result: Counted) => boolean): Share => ({
    right: answered.filter(isRight).length,
    of: answered.length + unanswered,
  });
  const named = (applies: (result: Counted) => boolean): string[] =>
    answered.filter(applies).map(({ scenario }) => scenario.name);
  const healthy = answered.filter(({ scenario }) => isHealthy(scenario.label));
  const faulty = answered.filter(({ scenario }) => !isHealthy(scenario.label));
  return {
    scenarios: share(({ judgement }) => judgement.isRight),
    status: share(({ judgement }) => judgement.statusRight),
    cause: share(({ judgement }) => judgement.causeRight),
    side: share(({ judgement }) => judgement.sideRight),
    modes: {
      right: answered.reduce((sum, { judgement }) => sum + 4 - judgement.wrongModes.length, 0),
      of: 4 * (answered.length + unanswered),
    },
    healthy: { right: healthy.filter(({ judgement }) => !judgement.falseAlarm).length, of: healthy.length },
    byConfidence: {
      certain: rightAmong(answered, 'certain'),
      likely: rightAmong(answered, 'likely'),
      possible: rightAmong(answered, 'possible'),
    },
    falseAlarms: named(({ judgement }) => judgement.falseAlarm),
    wronglyCertain: named(({ judgement }) => judgement.wronglyCertain),
    overclaims: named(({ judgement }) => judgement.overclaims),
    underclaims: named(({ judgement }) => judgement.underclaims),
    confusion: confusionOf(answered),
    faultyTimes: spreadOf(faulty),
    healthyTimes: spreadOf(healthy),
  };
}

function rightAmong(answered: readonly Counted[], confidence: Confidence): Share {
  const ofThem = answered.filter(({ report }) => report.verdict.confidence === confidence);
  return {
    right: ofThem.filter(({ judgement }) => judgement.causeRight && judgement.sideRight).length,
    of: ofThem.length,
  };
}

/** A label with several causes counts for the one that was said, or else for its first. */
function confusionOf(answered: readonly Counted[]): Confusion {
  const pairs = answered.map(({ scenario: { label }, report }) => {
    const said = report.verdict.cause;
    return { truth: label.cause.includes(said) ? said : (label.cause[0] ?? 'unknown'), said };
  });
  const causes = [...new Set([...pairs.map(({ truth }) => truth), ...pairs.map(({ said }) => said)])];
  const cells = causes.flatMap(truth =>
    causes.map(said => ({
      truth,
      said,
      count: pairs.filter(pair => pair.truth === truth && pair.said === said).length,
    })),
  );
  return { causes, cells: cells.filter(({ count }) => count > 0) };
}

function spreadOf(results: readonly Counted[]): Spread | null {
  const sorted = [...results].sort((a, b) => a.tookMs - b.tookMs);
  const slowest = sorted.at(-1);
  if (slowest === undefined) return null;
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return {
    medianMs: middle.reduce((sum, { tookMs }) => sum + tookMs, 0) / middle.length,
    longestMs: slowest.tookMs,
    longest: slowest.scenario.name,
  };
}
