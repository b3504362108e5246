import { formatDuration } from '../../../src/report/words.ts';
import type { Confusion, Share, Spread, Summary } from '../run/summary.ts';
import type { Paint } from './paint.ts';
import { drawTable, plainTable } from './plain-table.ts';

const labelWidth = 34;

/** The figures of a run, one a line, and which cause was taken for which. */
export function summaryText(summary: Summary, skipped: number, paint: Paint): string {
  const { byConfidence } = summary;
  const shares: readonly (readonly [label: string, share: Share])[] = [
    ['Scenarios right in everything', summary.scenarios],
    ['Cause', summary.cause],
    ['Side', summary.side],
    ['Mode statuses', summary.modes],
    ['Status', summary.status],
    ['Healthy without a false alarm', summary.healthy],
    ['Certain, and right', byConfidence.certain],
    ['Likely, and right', byConfidence.likely],
    ['Possible, and right', byConfidence.possible],
  ];
  const names: readonly (readonly [label: string, names: readonly string[]])[] = [
    ['False alarms', summary.falseAlarms],
    ['Certain, and wrong', summary.wronglyCertain],
    ['Certain of what cannot be known', summary.overclaims],
  ];
  return [
    ...shares.map(([label, share]) => label.padEnd(labelWidth) + shareWords(share, paint)),
    'Skipped'.padEnd(labelWidth) + skipped,
    ...names.map(
      ([label, list]) => label.padEnd(labelWidth) + (list.length === 0 ? 'none' : paint.wrong(list.join(', '))),
    ),
    'Time of faulty ones'.padEnd(labelWidth) + timeWords(summary.faultyTimes),
    'Time of healthy ones'.padEnd(labelWidth) + timeWords(summary.healthyTimes),
    ...confusionLines(summary.confusion, paint),
  ].join('\n');
}

function shareWords({ right, of }: Share, paint: Paint): string {
  if (of === 0) return 'none';
  const percent = ((100 * right) / of).toFixed(1);
  const text = `${`${right} of ${of}`.padEnd(14)}${percent} %`;
  return right === of ? paint.right(text) : paint.wrong(text);
}

function timeWords(spread: Spread | null): string {
  if (spread === null) return 'none';
  const { medianMs, longestMs, longest } = spread;
  return `median ${formatDuration(medianMs)}, longest ${formatDuration(longestMs)} (${longest})`;
}

/** Rows are what is true, columns what was said; what lies off the diagonal is wrong. */
function confusionLines({ causes, cells }: Confusion, paint: Paint): string[] {
  if (causes.length === 0) return [];
  const headWidth = 1 + Math.max('true \\ said'.length, ...causes.map(cause => cause.length));
  // Room for the word, or as much of it as fits beside the others.
  const columnWidth = Math.max(5, Math.min(14, Math.floor((80 - headWidth) / causes.length)));
  const table = plainTable(
    [headWidth, ...causes.map(() => columnWidth)],
    ['left', ...causes.map(() => 'right' as const)],
  );
  table.push(
    ['true \\ said', ...causes.map(cause => cause.slice(0, columnWidth - 1))].map(title => paint.strong(title)),
  );
  for (const truth of causes) {
    const counts = causes.map(said => {
      const count = cells.find(cell => cell.truth === truth && cell.said === said)?.count ?? 0;
      if (count === 0) return paint.faint('.');
      return truth === said ? String(count) : paint.wrong(String(count));
    });
    table.push([truth, ...counts]);
  }
  return ['', drawTable(table)];
}
