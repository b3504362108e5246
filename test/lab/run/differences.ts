import type { Label } from '../scenario.ts';
import type { Answer, Judgement } from './judge.ts';

/** What is wrong with an answer, one short line each: what was said, and what would have been right. None when it is right. */
export function differences(label: Label, answer: Answer, judgement: Judgement): readonly string[] {
  const { verdict } = answer;
  const lines: string[] = [];
  const differs = (what: string, said: string, right: readonly string[]): void => {
    lines.push(`${what}: said ${said}, right is ${right.join(' or ')}`);
  };
  if (!judgement.statusRight) differs('status', verdict.status, label.status);
  if (!judgement.causeRight) differs('cause', verdict.cause, label.cause);
  if (!judgement.sideRight) differs('side', verdict.side, label.side);
  for (const command of judgement.wrongModes) {
    const mode = answer.modes.find(candidate => candidate.command === command);
    const reason = mode?.reason ? ` (${mode.reason})` : '';
    differs(command, `${mode?.status ?? 'nothing'}${reason}`, label.modes[command]);
  }
  for (const id of judgement.missingFindings) lines.push(`finding ${id} is missing`);
  for (const id of judgement.forbiddenFindings) {
    const severity = answer.findings.find(finding => finding.id === id)?.severity;
    lines.push(`finding ${id} (${severity}) must not be there`);
  }
  if (judgement.overclaims) lines.push('confidence: said certain, and no client can know it');
  else if (judgement.underclaims) differs('confidence', verdict.confidence, ['certain']);
  else if (judgement.wronglyCertain) lines.push('confidence: certain of what is wrong');
  return lines;
}
