import type { ModeResult, ModeStatus, Verdict } from '../core/diagnosis.ts';
import { causeWords, confidenceWords, enumerate, sideWords, statusWords } from './words.ts';

/** The whole answer in one line: `DEGRADED: NAT, on the server's side (certain). Only PASV fails.` */
export function headline({ verdict, modes }: { verdict: Verdict; modes: readonly ModeResult[] }): string {
  const blame = blameWords(verdict);
  return `${statusWords[verdict.status]}: ${blame === '' ? '' : `${blame}. `}${modesInWords(modes)}.`;
}

/** Cause, side and how sure: `NAT, on the server's side (certain)`; empty when nothing is to blame. */
export function blameWords({ cause, side, confidence }: Pick<Verdict, 'cause' | 'side' | 'confidence'>): string {
  if (cause === 'none') return '';
  if (cause === 'unknown') return 'cause unknown';
  // The server's own faults are on its side: to say so twice would only be longer.
  const where = cause === 'server' && side === 'server' ? '' : sideWords[side];
  return `${causeWords[cause]}${where === '' ? '' : `, ${where}`} (${confidenceWords[confidence]})`;
}

function modesInWords(modes: readonly ModeResult[]): string {
  const works = named(modes, 'ok');
  const refused = named(modes, 'refused');
  const failed = named(modes, 'failed');
  const broken = refused.length + failed.length;
  if (works.length + broken === 0) return 'No mode could be tried';
  if (works.length === 0 && broken > 1) return `None of ${enumerate(modeNames(modes, isBroken))} works`;
  if (works.length === 1 && broken > 1) return `Only ${enumerate(works)} works`;
  const only = broken === 1 && works.length > 1 ? 'Only ' : '';
  const parts = [
    verb(failed, 'fails', 'fail'),
    verb(refused, 'is refused', 'are refused'),
    only === '' ? verb(works, 'works', 'work') : '',
  ];
  return only + parts.filter(part => part !== '').join('; ');
}

function isBroken({ status }: ModeResult): boolean {
  return status === 'failed' || status === 'refused';
}

function named(modes: readonly ModeResult[], status: ModeStatus): string[] {
  return modeNames(modes, mode => mode.status === status);
}

function modeNames(modes: readonly ModeResult[], isMeant: (mode: ModeResult) => boolean): string[] {
  return modes.filter(isMeant).map(mode => mode.command);
}

function verb(commands: readonly string[], one: string, many: string): string {
  if (commands.length === 0) return '';
  return `${enumerate(commands)} ${commands.length === 1 ? one : many}`;
}
