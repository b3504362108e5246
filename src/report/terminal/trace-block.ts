import type { TraceHop } from '../../core/step-values.ts';
import { stepsOf } from '../../core/steps.ts';
import type { Report } from '../report.ts';
import { hopInWords } from '../trace-result.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, span } from './line.ts';
import type { Theme } from './theme.ts';

const numberColumn = 6;

/** Hop by hop, how far SYNs come: to the control port and, beside it, to the port in question; nothing without a trace. */
export function traceBlock({ evidence }: Report, { width }: Theme): Line[] {
  const { 'path-trace.control': control, 'path-trace.port': port } = stepsOf(evidence);
  const traces = [control, port].flatMap(outcome => (outcome.status === 'ok' ? [outcome.value] : []));
  if (traces.length === 0) return [];
  const column = Math.floor((width - numberColumn) / traces.length);
  const distances = Array.from({ length: Math.max(...traces.map(({ hops }) => hops.length)) }, (_, index) => index + 1);
  return [
    blank,
    [span('How far SYNs come, hop by hop', 'strong')],
    [
      span(
        '   hop'.padEnd(numberColumn) + traces.map(({ to }) => ` to port ${to.port}`.padEnd(column)).join(''),
        'faint',
      ),
    ],
    ...distances.map(
      (ttl): Line => [
        span(`${ttl}`.padStart(numberColumn), 'faint'),
        ...traces.map(({ hops }) => span(` ${cell(hops.find(hop => hop.ttl === ttl))}`.padEnd(column))),
      ],
    ),
  ];
}

function cell(hop: TraceHop | undefined): string {
  if (hop === undefined) return '';
  return `${hopInWords(hop)}${hop.tookMs === null ? '' : `, ${formatDuration(hop.tookMs)}`}`;
}
