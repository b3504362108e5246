import type { Report } from '../report.ts';
import { blank, type Line, paragraph, span } from './line.ts';
import type { Theme } from './theme.ts';
import { isWorkaround, workaroundLead } from './workaround.ts';

/** Which mode to use as things are, how to set clients to it, and what to do next. */
export function recommendationBlock(report: Report, theme: Theme): Line[] {
  const { width } = theme;
  const { use, why, clients, next } = report.recommendation;
  const lines: Line[] = [];
  if (isWorkaround(report) || (use !== null && theme.verbose)) {
    lines.push(
      blank,
      ...paragraph(why, {
        width,
        lead: span(`${isWorkaround(report) ? workaroundLead(report) : 'Use'} ${use}: `, 'strong'),
      }),
    );
    for (const { client, setting, commands } of clients) {
      lines.push(...paragraph(setting, { width, indent: 2, lead: span(`${client}: `, 'strong') }));
      lines.push(...commands.map(command => [span('      '), span(command, 'command')]));
    }
  }
  if (next.length > 0) {
    lines.push(blank, [span('Next', 'strong')]);
    for (const step of next) lines.push(...paragraph(step, { width, indent: 2, lead: span('- ') }));
  }
  return lines;
}
