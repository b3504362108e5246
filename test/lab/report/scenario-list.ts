import { wrapText } from '../../../src/report/terminal/wrap-text.ts';
import type { LabScenario } from '../scenario.ts';
import type { Paint } from './paint.ts';

/** Every scenario's name, and what is wrong in it. */
export function scenarioList(scenarios: readonly LabScenario[], paint: Paint): string {
  return scenarios
    .flatMap(({ name, title }) => [paint.strong(name), ...wrapText(title, 77).map(line => `  ${line}`)])
    .join('\n');
}
