import { escapeForTerminal } from '../escape.ts';
import { blameWords } from '../headline.ts';
import type { Report } from '../report.ts';
import type { ReporterOptions } from '../reporter.ts';
import { statusWords } from '../words.ts';
import { detailsBlock } from './details-block.ts';
import { experimentsBlock } from './experiments-block.ts';
import { findingsBlock } from './findings-block.ts';
import { fixesBlock } from './fixes-block.ts';
import { blank, type Line } from './line.ts';
import { modesTable } from './modes-table.ts';
import { othersBlock } from './others-block.ts';
import { recommendationBlock } from './recommendation-block.ts';
import { notesBlock, sessionsBlock } from './sessions-block.ts';
import { createTheme, paintLines, type Theme } from './theme.ts';
import { traceBlock } from './trace-block.ts';
import { targetBlock, verdictBlock } from './verdict-block.ts';
import { walkBlock } from './walk-block.ts';

/**
 * The report for someone at a terminal: the answer, the four modes, the walk of what broke, the experiments, what was
 * seen, the fix, and the answer again, because people see only the bottom of what scrolls by.
 */
export function renderTerminal(report: Report, options: ReporterOptions): string {
  if (options.quiet) return `${escapeForTerminal(quietLine(report))}\n`;
  const theme = createTheme(options);
  return paintLines(blocks(report, theme), theme);
}

function blocks(report: Report, theme: Theme): Line[] {
  const answer = verdictBlock(report, theme);
  const body = [
    ...targetBlock(report, theme),
    ...modesTable(report.modes, theme, report.evidence.clock),
    ...walks(report, theme),
    ...experimentsBlock(report, theme),
    ...traceBlock(report, theme),
    ...findingsBlock(report, theme),
    ...fixesBlock(report, theme),
    ...recommendationBlock(report, theme),
    ...othersBlock(report, theme),
    ...(theme.verbose ? detailsBlock(report, theme) : []),
  ];
  return [...sessionsBlock(report, theme), ...answer, ...body, ...notesBlock(report, theme), blank, ...answer];
}

/** The walks of what broke; two modes of one family that broke alike are told once. All walks when asked for. */
function walks({ modes }: Report, theme: Theme): Line[] {
  const told = new Set<string>();
  return modes
    .filter(mode => {
      if (theme.verbose) return mode.steps.length > 0;
      const likeness = `${mode.family} ${mode.failedStep} ${mode.cause}`;
      if (mode.failedStep === null || told.has(likeness)) return false;
      told.add(likeness);
      return true;
    })
    .flatMap(mode => walkBlock(mode, theme));
}

function quietLine(report: Report): string {
  const { target, verdict } = report;
  const blame = blameWords(verdict);
  return `${statusWords[verdict.status]} ${target.host}: ${blame === '' ? '' : `${blame}. `}${verdict.summary}`;
}
