import type { ModeResult, Verdict } from '../../../src/core/diagnosis.ts';
import { type ModeCommand, modeCommands } from '../../../src/core/evidence.ts';
import type { Finding } from '../../../src/core/finding.ts';
import type { Label } from '../scenario.ts';

/** What is judged of a answer. */
export interface Answer {
  readonly verdict: Pick<Verdict, 'status' | 'cause' | 'side' | 'confidence' | 'rule'>;
  readonly modes: readonly Pick<ModeResult, 'command' | 'status' | 'reason'>[];
  readonly findings: readonly Pick<Finding, 'id' | 'severity' | 'explains'>[];
}

/** How an answer compares with what is true. */
export interface Judgement {
  /** Nothing of the rest is amiss. */
  readonly isRight: boolean;
  readonly statusRight: boolean;
  readonly causeRight: boolean;
  readonly sideRight: boolean;
  /** Those whose status the label does not allow. */
  readonly wrongModes: readonly ModeCommand[];
  /** Ids of findings that the label demands and the answer lacks. */
  readonly missingFindings: readonly string[];
  /** Ids of findings that the label forbids; in a healthy scenario every error and warning that it does not name. */
  readonly forbiddenFindings: readonly string[];
  /** A healthy scenario that was said to be none, or in which something was found to complain of. */
  readonly falseAlarm: boolean;
  /** Said to be certain, and of the wrong cause or side. */
  readonly wronglyCertain: boolean;
  /** Said to be certain, where no client can know it. */
  readonly overclaims: boolean;
  /** Not said to be certain, where the label demands it. */
  readonly underclaims: boolean;
}

/** Nothing is wrong in it. */
export function isHealthy(label: Label): boolean {
  return label.cause.length === 1 && label.cause[0] === 'none';
}

/** Compares an answer with the label of its scenario. */
export function judge(label: Label, answer: Answer): Judgement {
  const { status, cause, side, confidence } = answer.verdict;
  const statusRight = label.status.includes(status);
  const causeRight = label.cause.includes(cause);
  const sideRight = label.side.includes(side);
  const wrongModes = modeCommands.filter(command => {
    const said = answer.modes.find(mode => mode.command === command)?.status;
    return said === undefined || !label.modes[command].includes(said);
  });
  const found = answer.findings.map(({ id }) => id);
  const missingFindings = (label.findings ?? []).filter(id => !found.includes(id));
  const forbiddenFindings = [...new Set(forbidden(label, answer))];
  const falseAlarm = isHealthy(label) && (!statusRight || forbiddenFindings.length > 0);
  const wronglyCertain = confidence === 'certain' && !(causeRight && sideRight);
  const overclaims = confidence === 'certain' && !label.knowable;
  const underclaims = label.confidence === 'certain' && confidence !== 'certain';
  return {
    isRight:
      statusRight &&
      causeRight &&
      sideRight &&
      !overclaims &&
      !underclaims &&
      [wrongModes, missingFindings, forbiddenFindings].every(list => list.length === 0),
    statusRight,
    causeRight,
    sideRight,
    wrongModes,
    missingFindings,
    forbiddenFindings,
    falseAlarm,
    wronglyCertain,
    overclaims,
    underclaims,
  };
}

function forbidden(label: Label, { findings }: Answer): string[] {
  const isForbidden = (id: string): boolean => label.absent?.includes(id) ?? false;
  const isExpected = (id: string): boolean => label.findings?.includes(id) ?? false;
  // What steps back behind its cause is no claim of its own.
  const symptoms = new Set(findings.flatMap(({ explains }) => explains));
  return findings
    .filter(({ id }) => !symptoms.has(id))
    .filter(({ id, severity }) => isForbidden(id) || (isHealthy(label) && severity !== 'info' && !isExpected(id)))
    .map(({ id }) => id);
}
