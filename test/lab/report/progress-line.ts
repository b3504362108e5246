import { isRight, type ScenarioResult } from '../run/result.ts';
import type { Paint } from './paint.ts';

/** One line about a scenario that has just ended. */
export function progressLine(result: ScenarioResult, done: number, total: number, paint: Paint): string {
  const count = `${String(done).padStart(String(total).length)}/${total}`;
  return `${count}  ${word(result, paint)} ${time(result)}  ${result.scenario.name}${paint.faint(note(result))}`;
}

function word(result: ScenarioResult, paint: Paint): string {
  if (result.outcome === 'skipped') return paint.faint('skipped');
  if (isRight(result)) return paint.right('right  ');
  return paint.wrong(result.outcome === 'broken' ? 'BROKEN ' : 'WRONG  ');
}

function time(result: ScenarioResult): string {
  return (result.outcome === 'answered' ? `${(result.tookMs / 1_000).toFixed(1)} s` : '').padStart(7);
}

function note(result: ScenarioResult): string {
  if (result.outcome === 'skipped') return `: ${result.reason}`;
  if (result.outcome === 'broken') return `: ${result.problem}`;
  return result.differences.length === 0 ? '' : `: ${result.differences.join('; ')}`;
}
