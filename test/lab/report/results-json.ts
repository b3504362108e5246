import type { ScenarioResult } from '../run/result.ts';
import type { Summary } from '../run/summary.ts';

/** Everything of a run, scenarios, labels, reports and figures, as a JSON document. */
export function resultsJson(startedAt: Date, results: readonly ScenarioResult[], summary: Summary): string {
  const document = { startedAt: startedAt.toISOString(), node: process.version, summary, results };
  return `${JSON.stringify(document, null, 1)}\n`;
}
