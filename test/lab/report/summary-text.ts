import type { Cause } from '../../../src/core/finding.ts';
import { wrapText } from '../../../src/report/terminal/wrap-text.ts';
import { formatDuration } from '../../../src/report/words.ts';
import type { Confusion, Share, Spread, Summary } from '../run/summary.ts';
import type { Paint, Painter } from './paint.ts';
import { drawTable, plainTable, tableWidth } from './plain-table.ts';

const nameWidth = 34;

/** The figures of a run, each beside its name, and which cause was taken for which. */
export function summaryText(summary: Summary, skipped: number, paint: Paint): string {
  const { byConfidence } = summary;
  return [
    shareLine('Scenarios right in everything', summary.scenarios, paint),
    shareLine('Cause', summary.cause, paint),
    shareLine('Side', summary.side, paint),
    shareLine('Mode statuses', summary.modes, paint),
    shareLine('Status', summary.status, paint),
    shareLine('Healthy without a false alarm', summary.healthy, paint),
    shareLine('Certain, and right', byConfidence.certain, paint),
    shareLine('Likely, and right', byConfidence.likely, paint),
    shareLine('Possible, and right', byConfidence.possible, paint),
    line('Skipped', String(skipped), paint.plain),
    namesLine('False alarms', summary.falseAlarms, paint),
    namesLine('Certain, and wrong', summary.wronglyCertain, paint),
    namesLine('Certain of what cannot be known', summary.overclaims, paint),
    namesLine('Not certain of what is proven', summary.underclaims, paint),
    line('Time of faulty ones', timeWords(summary.faultyTimes), paint.plain),
    line('Time of healthy ones', timeWords(summary.healthyTimes), paint.plain),
    ...confusionLines(summary.confusion, paint),
  ].join('\n');
}

/** A name and its figure, which goes on below itself where it is long. */
function line(name: string, text: string, paint: Painter): string {
  const parts = wrapText(text, tableWidth - nameWidth);
  return parts.map((part, index) => (index === 0 ? name : '').padEnd(nameWidth) + paint(part)).join('\n');
}

function shareLine(name: string, { right, of }: Share, paint: Paint): string {
  if (of === 0) return line(name, 'none', paint.plain);
  const percent = ((100 * right) / of).toFixed(1);
  return line(name, `${`${right} of ${of}`.padEnd(14)}${percent} %`, right === of ? paint.right : paint.wrong);
}

function namesLine(name: string, names: readonly string[], paint: Paint): string {
  return names.length === 0 ? line(name, 'none', paint.plain) : line(name, names.join(', '), paint.wrong);
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
