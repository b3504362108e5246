import { headline } from '../headline.ts';
import type { Report } from '../report.ts';
import { blank, type Line, paragraph, span } from './line.ts';
import { modesTable } from './modes-table.ts';
import type { Theme } from './theme.ts';

/** The name's other addresses, each with its own answer in short. */
export function othersBlock({ others }: Report, theme: Theme): Line[] {
  const { width } = theme;
  return others.flatMap(run => [
    blank,
    [span(`The same at ${run.address}`, 'strong')],
    ...paragraph(headline(run), { width, indent: 2 }),
    ...paragraph(run.verdict.summary, { width, indent: 2 }),
    ...modesTable(run.modes, theme),
  ]);
}
