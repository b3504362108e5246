import type { Severity } from '../../core/finding.ts';
import { describeStep } from '../describe-step.ts';
import { escapeForTerminal } from '../escape.ts';
import { blameWords } from '../headline.ts';
import type { Report, ReportFinding } from '../report.ts';
import { enumerate } from '../words.ts';
import { blank, type Line, paragraph, span, type Tone } from './line.ts';
import type { Theme } from './theme.ts';

const severityTones: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'caution', info: 'plain' };

/** Longest piece of a step that is quoted as evidence. */
const quoteLimit = 300;

/** What was found, and the steps that each finding rests on. Symptoms of another finding are told in its shadow. */
export function findingsBlock({ findings, evidence, verdict }: Report, theme: Theme): Line[] {
  if (findings.length === 0) return [];
  const lines: Line[] = [blank, [span('What was seen', 'strong')]];
  const symptoms = new Set(findings.flatMap(({ explains }) => explains));
  for (const finding of findings) {
    if (symptoms.has(finding.id) && !theme.verbose) continue;
    lines.push(...titleLines(finding, theme));
    // The decisive finding's summary and cause stand above and below: here only what it rests on.
    if (finding.id !== verdict.rule || theme.verbose) lines.push(...summaryLines(finding, theme));
    for (const id of finding.because) {
      const seen = describeStep(id, evidence);
      if (seen === null) continue;
      const lead = span(`${id}: `, 'faint');
      lines.push(...paragraph(escapeForTerminal(seen, quoteLimit), { width: theme.width, indent: 6, lead }));
    }
    const explained = findings.filter(({ id }) => finding.explains.includes(id));
    if (explained.length > 0) {
      const text = `This also explains: ${enumerate(explained.map(({ title }) => `“${title}”`))}.`;
      lines.push(...paragraph(text, { width: theme.width, indent: 6, tone: 'faint' }));
    }
  }
  return lines;
}

function titleLines({ severity, title, id }: ReportFinding, { width }: Theme): Line[] {
  const lead = span(`${severity.padEnd(7)} `, severityTones[severity]);
  return paragraph(`${title} [${id}]`, { width, indent: 2, tone: 'strong', lead });
}

function summaryLines(finding: ReportFinding, { width }: Theme): Line[] {
  const blame = blameWords(finding);
  return [
    ...paragraph(finding.summary, { width, indent: 4 }),
    ...(blame === '' ? [] : paragraph(`Cause: ${blame}.`, { width, indent: 4, tone: 'faint' })),
  ];
}
