import Table from 'cli-table3';

/** Columns that a table takes. */
export const tableWidth = 80;

/** An empty table without lines, whose columns take so many characters each, the one blank after them included. */
export function plainTable(widths: readonly number[], aligns: readonly Table.HorizontalAlignment[]): Table.Table {
  return new Table({
    colWidths: [...widths],
    colAligns: [...aligns],
    chars: noBorders,
    // The library colours heads and borders even into pipes: an empty list is the only way to stop it.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
  });
}

/** The table as text, with no blanks at the ends of its lines. */
export function drawTable(table: Table.Table): string {
  return table
    .toString()
    .split('\n')
    .map(line => line.trimEnd())
    .join('\n');
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;
