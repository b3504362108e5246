import { escapeForTerminal } from '../escape.ts';
import { blameWords } from '../headline.ts';
import type { Report, SessionLine } from '../report.ts';
import { statusWords } from '../words.ts';
import { blank, type Line, paragraph, span, type Tone } from './line.ts';
import type { Theme } from './theme.ts';

/** So many sessions are listed; of more, only those that are not well. */
const mostLines = 40;

const tones: Readonly<Record<SessionLine['verdict']['status'], Tone>> = {
  ok: 'good',
  degraded: 'caution',
  failed: 'bad',
  inconclusive: 'faint',
};

/** A line for each session of a recording that holds several, and which of them the rest is about. */
export function sessionsBlock({ sessions = [], session, source }: Report, theme: Theme): Line[] {
  if (sessions.length === 0 || source.kind === 'live') return [];
  const unwell = sessions.filter(({ verdict }) => verdict.status !== 'ok');
  const shown = sessions.length <= mostLines ? sessions : unwell.slice(0, mostLines);
  const left = sessions.length - shown.length;
  return [
    [span(`${sessions.length} sessions`, 'strong')],
    ...shown.flatMap(one => sessionLine(one, one.n === session, theme)),
    ...(left > 0
      ? paragraph(`and ${left} more${unwell.length <= mostLines ? ', all well' : ''}`, {
          width: theme.width,
          indent: 4,
          tone: 'faint',
        })
      : []),
    ...paragraph(`What follows is session ${session}; --session N shows another one.`, {
      width: theme.width,
      indent: 2,
      tone: 'faint',
    }),
    blank,
  ];
}

function sessionLine(one: SessionLine, isShown: boolean, theme: Theme): Line[] {
  const { n, startedAt, client, server, user, verdict } = one;
  const who = [client, server].filter(end => end !== '').join(` ${theme.signs.arrow} `);
  const facts = [startedAt === null ? '' : startedAt.slice(11, 19), who, user === '' ? '' : `as ${user}`];
  const blame = blameWords(verdict);
  const said = `${statusWords[verdict.status]}${blame === '' ? '' : `: ${blame}`}`;
  const text = `${facts.filter(fact => fact !== '').join('  ')}  ${said}`;
  const lead = span(`${isShown ? theme.signs.arrow : ' '}${String(n).padStart(4)}  `, tones[verdict.status]);
  return paragraph(escapeForTerminal(text, 400), { width: theme.width, lead, tone: isShown ? 'strong' : 'plain' });
}

/** What of a recording could not be used. */
export function notesBlock({ source }: Report, { width }: Theme): Line[] {
  if (source.kind === 'live' || source.notes === undefined || source.notes.length === 0) return [];
  return [
    blank,
    [span('Not everything in the recording could be used', 'strong')],
    ...source.notes.flatMap(note => paragraph(escapeForTerminal(note, 400), { width, indent: 2 })),
  ];
}
