import type { Cause } from '../../../src/core/finding.ts';
import { wrapText } from '../../../src/report/terminal/wrap-text.ts';
import { formatDuration } from '../../../src/report/words.ts';
import type { Confusion, Share, Spread, Summary } from '../run/summary.ts';
import type { Paint } from './paint.ts';
import { drawTable, plainTable, tableWidth } from './plain-table.ts';

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
    ...names.map(([label, list]) => label.padEnd(labelWidth) + namesInLines(list, paint)),
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

/** Below each other to the right of the label, where one line does not hold them. */
function namesInLines(names: readonly string[], paint: Paint): string {
  if (names.length === 0) return 'none';
  const lines = wrapText(names.join(', '), tableWidth - labelWidth);
  return lines.map(line => paint.wrong(line)).join(`\n${' '.repeat(labelWidth)}`);
}

function timeWords(spread: Spread | null): string {
  if (spread === null) return 'none';
  const { medianMs, longestMs, longest } = spread;
  return `median ${formatDuration(medianMs)}, longest ${formatDuration(longestMs)} (${longest})`;
}

/** Words for the heads of columns, so that all of them fit beside each other. */
const shortCauses: Readonly<Record<Cause, string>> = {
  firewall: 'fire',
  nat: 'nat',
  'mode-mismatch': 'mode',
  tls: 'tls',
  auth: 'auth',
  dns: 'dns',
  network: 'net',
  server: 'serv',
  protocol: 'proto',
  none: 'none',
  unknown: 'unkn',
};

/** Rows are what is true, columns what was said; what lies off the diagonal is wrong. */
function confusionLines({ causes, cells }: Confusion, paint: Paint): string[] {
  if (causes.length === 0) return [];
  const widths = [14, ...causes.map(() => 6)];
  const table = plainTable(widths, ['left', ...causes.map(() => 'right' as const)]);
  table.push(['true \\ said', ...causes.map(cause => shortCauses[cause])].map(title => paint.strong(title)));
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
