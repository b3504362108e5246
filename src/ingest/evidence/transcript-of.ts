import type { TranscriptLine } from '../../core/evidence.ts';
import type { RecordedEvent } from '../recording.ts';

const mostLines = 2000;
const longestLine = 500;

/** What was said on the control connection, bounded as a live check bounds it. */
export function transcriptOf(events: readonly RecordedEvent[], session: number): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  for (const event of events) {
    if (lines.length >= mostLines) break;
    const atMs = event.atMs ?? 0;
    if (event.kind === 'command')
      lines.push({ atMs, session, direction: 'sent', text: event.text.slice(0, longestLine) });
    if (event.kind !== 'reply') continue;
    const texts = event.text.split('\n');
    for (const [index, text] of texts.entries()) {
      const isLast = index === texts.length - 1;
      const code = index === 0 || isLast ? `${event.code}${isLast ? ' ' : '-'}` : '';
      lines.push({ atMs, session, direction: 'received', text: `${code}${text}`.slice(0, longestLine) });
    }
  }
  return lines.slice(0, mostLines);
}
