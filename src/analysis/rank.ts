import type { ModeResult } from '../core/diagnosis.ts';
import { type Confidence, type Finding, type Severity, type Stage, stages } from '../core/finding.ts';
import { isBroken } from './broken-mode.ts';

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
const confidenceRank: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 };

/**
 * From here on each mode goes a way of its own, so that the stage of a finding about one mode says nothing about
 * another mode. Everything before is shared by all modes: what broke earlier explains what broke later.
 */
const firstStageOfModes = stages.indexOf('mode');

function sharedStageRank(stage: Stage): number {
  return Math.min(stages.indexOf(stage), firstStageOfModes);
}

/**
 * Most important first: errors before warnings before information; symptoms behind the findings that explain them;
 * the earliest broken stage; what explains most of the modes that failed; the surest.
 */
export function rankFindings(findings: readonly Finding[], modes: readonly ModeResult[]): readonly Finding[] {
  const symptoms = new Set(findings.flatMap(finding => finding.explains));
  const broken = modes.filter(isBroken);
  const keys = new Map<Finding, readonly number[]>(
    findings.map(finding => [
      finding,
      [
        severityRank[finding.severity],
        symptoms.has(finding.id) ? 1 : 0,
        sharedStageRank(finding.stage),
        -broken.filter(mode => explainsMode(finding, mode, findings)).length,
        confidenceRank[finding.confidence],
        stages.indexOf(finding.stage),
      ],
    ]),
  );
  return [...findings].sort((a, b) => compareKeys(keys.get(a) ?? [], keys.get(b) ?? []) || (a.id < b.id ? -1 : 1));
}

/** Whether the finding, or a symptom that it explains, rests on a step of the mode's trial. */
export function explainsMode(finding: Finding, mode: ModeResult, findings: readonly Finding[]): boolean {
  const own = `${mode.command.toLowerCase()}.`;
  const symptoms = findings.filter(other => finding.explains.includes(other.id));
  return [finding, ...symptoms].some(({ because }) => because.some(step => step.startsWith(own)));
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
