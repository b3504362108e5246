import { join } from 'node:path';
import { copyWithoutKoffi } from '../../support/without-koffi.ts';
import type { Paint } from '../report/paint.ts';
import { progressLine } from '../report/progress-line.ts';
import { resultsJson } from '../report/results-json.ts';
import { resultsTable } from '../report/results-table.ts';
import { summaryText } from '../report/summary-text.ts';
import type { LabScenario } from '../scenario.ts';
import { checkAll } from './check-all.ts';
import type { LabOptions } from './command-line.ts';
import { complaintAboutSkipped } from './not-here.ts';
import { isRight, type ScenarioResult } from './result.ts';
import { summarize } from './summary.ts';
import { writeInto } from './write-into.ts';

export interface Task {
  readonly scenarios: readonly LabScenario[];
  readonly options: LabOptions;
  readonly paint: Paint;
  readonly signal: AbortSignal;
  print(text: string): void;
}

/** Checks the scenarios, prints what came of it, and says whether every one is right but for those known to be missed. */
export async function checkTask({ scenarios, options, paint, signal, print }: Task): Promise<boolean> {
  const startedAt = new Date();
  let done = 0;
  const copy = options.withoutKoffi ? copyWithoutKoffi() : null;
  const how = { jobs: options.jobs, ...(copy !== null && { checker: copy.script }) };
  const results = await checkAll(scenarios, how, signal, result => {
    done += 1;
    print(progressLine(result, done, scenarios.length, paint));
    if (options.evidence !== null) keepEvidence(options.evidence, result);
  });
  copy?.remove();
  const answered = results.filter(result => result.outcome === 'answered');
  const broken = results.filter(result => result.outcome === 'broken');
  const skipped = results.filter(result => result.outcome === 'skipped');
  const summary = summarize(answered, broken.length);
  print(`\n${resultsTable(results, paint)}\n\n${summaryText(summary, skipped.length, paint)}`);
  if (options.json !== null) writeInto(options.json, resultsJson(startedAt, results, summary));
  const missed = results.filter(result => !isRight(result));
  const wrong = missed.filter(({ scenario }) => scenario.knownMiss === undefined);
  const known = missed.flatMap(({ scenario: { name, knownMiss } }) =>
    knownMiss === undefined ? [] : [`${name}. ${knownMiss}`],
  );
  if (known.length > 0) print(`\nKnown to be missed: ${known.join('\n')}`);
  if (wrong.length > 0) print(`\n${wrongNames(wrong, paint)}`);
  const complaint = complaintAboutSkipped(skipped.length);
  if (complaint !== null) print(`\n${paint.wrong(complaint)}`);
  return wrong.length === 0 && complaint === null;
}

/** More names than that are no help at the end of an output. */
const mostNames = 20;

/** The names come last, for that is what is seen of a long output. */
function wrongNames(wrong: readonly ScenarioResult[], paint: Paint): string {
  const names = wrong.map(({ scenario }) => scenario.name);
  const left = names.length - mostNames;
  return [
    `Not right: ${names.slice(0, mostNames).map(paint.wrong).join(', ')}${left > 0 ? ` and ${left} more` : ''}`,
    `To look into one: npm run lab -- --keep --only '^${names[0]}$'`,
  ].join('\n');
}

function keepEvidence(folder: string, result: ScenarioResult): void {
  if (result.outcome !== 'answered') return;
  writeInto(join(folder, `${result.scenario.name}.json`), `${JSON.stringify(result.report, null, 1)}\n`);
  writeInto(join(folder, `${result.scenario.name}.server.log`), result.serverLog);
}
