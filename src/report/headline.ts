import type { ModeResult, ModeStatus, Verdict } from '../core/diagnosis.ts';
import { causeWords, confidenceWords, enumerate, sideWords, statusWords } from './words.ts';

/** The whole answer in one line: `DEGRADED: NAT on the server's side (certain). PASV fails; EPSV, PORT and EPRT work.` */
export function headline({ verdict, modes }: { verdict: Verdict; modes: readonly ModeResult[] }): string {
  const blame = blameWords(verdict);
  return `${statusWords[verdict.status]}: ${blame === '' ? '' : `${blame}. `}${modesInWords(modes)}.`;
}

/** Cause, side and how sure: `NAT on the server's side (certain)`; empty when nothing is to blame. */
export function blameWords({ cause, side, confidence }: Verdict): string {
  if (cause === 'none') return '';
  if (cause === 'unknown') return 'cause unknown';
  const where = sideWords[side];
  return `${causeWords[cause]}${where === '' ? '' : ` ${where}`} (${confidenceWords[confidence]})`;
}

function modesInWords(modes: readonly ModeResult[]): string {
  const works = named(modes, 'ok');
  const refused = named(modes, 'refused');
  const failed = named(modes, 'failed');
  const parts = [
    verb(failed, 'fails', 'fail'),
    verb(refused, 'is refused', 'are refused'),
    verb(works, 'works', 'work'),
  ].filter(part => part !== '');
  return parts.length === 0 ? 'No mode could be tried' : parts.join('; ');
}

function named(modes: readonly ModeResult[], status: ModeStatus): string[] {
  return modes.filter(mode => mode.status === status).map(mode => mode.command);
}

function verb(commands: readonly string[], one: string, many: string): string {
  if (commands.length === 0) return '';
  return `${enumerate(commands)} ${commands.length === 1 ? one : many}`;
}
