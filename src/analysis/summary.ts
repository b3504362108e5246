import type { ModeResult, VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import { isBroken } from './broken-mode.ts';
import { listWords } from './in-words.ts';

/** Why a run ended without a decision. */
const endings: Readonly<Record<Evidence['ended'], string>> = {
  complete: 'the run came to its end',
  interrupted: 'the run was interrupted',
  'out-of-time': 'the time for the run was used up',
};

/** What is read first: which modes work, which do not, and why. The findings come most important first. */
export function summaryOf(
  status: VerdictStatus,
  { ended }: Evidence,
  modes: readonly ModeResult[],
  findings: readonly Finding[],
): string {
  const balance = balanceOf(modes);
  if (status === 'ok') return `${balance}.`;
  if (status === 'inconclusive') {
    const ending = endings[ended];
    return balance === ''
      ? `${capitalised(ending)} before any mode was decided.`
      : `${balance}; ${ending} before the rest was decided.`;
  }
  const [first, second] = independent(findings);
  if (!first) return balance === '' ? 'No data can be moved: no rule knows why.' : `${balance}: no rule knows why.`;
  const besides = second?.severity === 'error' ? ` Besides: ${second.title}.` : '';
  const joint = modes.some(isBroken) ? ': ' : '. ';
  return `${balance === '' ? '' : `${balance}${joint}`}${first.summary}${besides}`;
}

/** The findings that are no symptoms of others and more than information. */
function independent(findings: readonly Finding[]): readonly Finding[] {
  const symptoms = new Set(findings.flatMap(finding => finding.explains));
  return findings.filter(finding => finding.severity !== 'info' && !symptoms.has(finding.id));
}

/** `EPSV and PORT work, PASV does not`; empty when no mode was tried to its end. */
function balanceOf(modes: readonly ModeResult[]): string {
  const working = modes.filter(mode => mode.status === 'ok').map(mode => mode.command);
  const broken = modes.filter(isBroken).map(mode => mode.command);
  const [works, breaks] = [working.length === 1 ? 'works' : 'work', broken.length === 1 ? 'does' : 'do'];
  if (broken.length === 0) return working.length === 0 ? '' : `${listWords(working)} ${works}`;
  if (working.length > 0) return `${listWords(working)} ${works}, ${listWords(broken)} ${breaks} not`;
  return broken.length === 1 ? `${listWords(broken)} does not work` : `None of ${listWords(broken)} works`;
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
