import type { Severity } from '../../core/finding.ts';
import { describeStep } from '../describe-step.ts';
import type { Report, ReportFinding } from '../report.ts';
import { causeWords, confidenceWords, enumerate, sideWords } from '../words.ts';
import { blank, type Line, paragraph, span, type Tone } from './line.ts';
import type { Theme } from './theme.ts';

const severityTones: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'caution', info: 'plain' };

/** Longest piece of a step that is quoted as evidence. */
const quoteLimit = 300;

/** What was found, and the steps that each finding rests on. Symptoms of another finding are told in its shadow. */
export function findingsBlock({ findings, evidence }: Report, theme: Theme): Line[] {
  if (findings.length === 0) return [];
  const lines: Line[] = [blank, [span('What was seen', 'strong')]];
  const symptoms = new Set(findings.flatMap(({ explains }) => explains));
  for (const finding of findings) {
    if (symptoms.has(finding.id) && !theme.verbose) continue;
    lines.push(...findingLines(finding, theme));
    for (const id of finding.because) {
      const seen = describeStep(id, evidence);
      if (seen === null) continue;
      const lead = span(`${id}: `, 'faint');
      lines.push(...paragraph(seen.slice(0, quoteLimit), { width: theme.width, indent: 6, lead }));
    }
    const explained = findings.filter(({ id }) => finding.explains.includes(id));
    if (explained.length > 0) {
      const text = `This also explains: ${enumerate(explained.map(({ title }) => `“${title}”`))}.`;
      lines.push(...paragraph(text, { width: theme.width, indent: 6, tone: 'faint' }));
    }
  }
  return lines;
}

function findingLines(finding: ReportFinding, { width }: Theme): Line[] {
  const { severity, title, summary, id, cause, side, confidence } = finding;
  const lead = span(`${severity.padEnd(7)} `, severityTones[severity]);
  const blame = cause === 'none' ? '' : `${causeWords[cause]} ${sideWords[side]}, ${confidenceWords[confidence]}`;
  return [
    ...paragraph(`${title} [${id}]`, { width, indent: 2, tone: 'strong', lead }),
    ...paragraph(summary, { width, indent: 4 }),
    ...(blame === '' ? [] : paragraph(`${blame.trim()}.`, { width, indent: 4, tone: 'faint' })),
  ];
}
