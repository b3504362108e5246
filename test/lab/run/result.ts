import type { Report } from '../../../src/report/report.ts';
import type { LabScenario } from '../scenario.ts';
import type { Answer, Judgement } from './judge.ts';

/** What of an answered scenario is counted. */
export interface Counted {
  readonly scenario: Pick<LabScenario, 'name' | 'label'>;
  readonly report: Answer;
  readonly judgement: Judgement;
  /** Wall time of the whole process, from its start to its end. */
  readonly tookMs: number;
}

/** The check answered. */
export interface Answered extends Counted {
  readonly outcome: 'answered';
  readonly scenario: LabScenario;
  readonly report: Report;
  /** What is wrong with it, one short line each. */
  readonly differences: readonly string[];
  /** What the server wrote: the other side of the story. */
  readonly serverLog: string;
}

/** No answer, and there should have been one: the world or the server did not come about, or the check gave no report. */
interface Broken {
  readonly outcome: 'broken';
  readonly scenario: LabScenario;
  readonly problem: string;
}

/** It cannot be built on this machine. */
interface Skipped {
  readonly outcome: 'skipped';
  readonly scenario: LabScenario;
  readonly reason: string;
}

export type ScenarioResult = Answered | Broken | Skipped;

/** Whether nothing is amiss; what was skipped is not. */
export function isRight(result: ScenarioResult): boolean {
  return result.outcome === 'answered' ? result.judgement.isRight : result.outcome === 'skipped';
}
