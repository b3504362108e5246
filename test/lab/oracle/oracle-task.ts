import { join } from 'node:path';
import { Interrupted } from '../../../src/cli/interrupted.ts';
import { type ModeCommand, modeCommands } from '../../../src/core/evidence.ts';
import { oracleTable } from '../report/oracle-table.ts';
import type { Task } from '../run/check-task.ts';
import { complaintAboutSkipped, whyNotBuilt } from '../run/not-here.ts';
import { problemOf } from '../run/problem-of.ts';
import { sideBySide } from '../run/side-by-side.ts';
import { type Standing, withStanding } from '../run/standing.ts';
import { writeInto } from '../run/write-into.ts';
import type { LabScenario } from '../scenario.ts';
import { askOracle, type OracleAnswer } from './ask-oracle.ts';
import { type Comparison, compare } from './compare.ts';
import { questionOf } from './question.ts';

export type ComparedModes = Readonly<Record<ModeCommand, OracleAnswer & { readonly comparison: Comparison }>>;

/** What other clients met in a scenario, or why they were not asked. */
export type OracleResult =
  | { readonly outcome: 'asked'; readonly scenario: LabScenario; readonly modes: ComparedModes }
  | { readonly outcome: 'broken'; readonly scenario: LabScenario; readonly problem: string }
  | { readonly outcome: 'skipped'; readonly scenario: LabScenario; readonly reason: string };

/** Asks curl and lftp whether the modes do what the labels say, and prints where they do not. True when all agree. */
export async function oracleTask({ scenarios, options, paint, signal, print }: Task): Promise<boolean> {
  let done = 0;
  const results = await sideBySide(scenarios, options.jobs, async scenario => {
    const result = await consult(scenario, signal);
    if (options.evidence !== null) keepTraces(options.evidence, result);
    done += 1;
    const words = { asked: agrees(result) ? 'agrees' : 'DIFFERS', broken: 'BROKEN', skipped: 'skipped' };
    print(`${done}/${scenarios.length}  ${words[result.outcome]}  ${scenario.name}`);
    return result;
  });
  print(`\n${oracleTable(results, paint)}`);
  if (options.json !== null) writeInto(options.json, `${JSON.stringify(results, null, 1)}\n`);
  const asked = results.filter(({ outcome }) => outcome !== 'skipped');
  const agreeing = asked.filter(agrees);
  const compared = asked.flatMap(comparisonsOf).filter(comparison => comparison !== 'open');
  print(
    `\n${agreeing.length} of ${asked.length} labels agree with what curl and lftp met, in ${compared.length} modes that could be compared`,
  );
  const complaint = complaintAboutSkipped(results.length - asked.length);
  if (complaint !== null) print(paint.wrong(complaint));
  return agreeing.length === asked.length && complaint === null;
}

function keepTraces(folder: string, result: OracleResult): void {
  if (result.outcome !== 'asked') return;
  for (const command of modeCommands) {
    writeInto(join(folder, `${result.scenario.name}.${command.toLowerCase()}.txt`), result.modes[command].trace);
  }
}

function comparisonsOf(result: OracleResult): readonly Comparison[] {
  return result.outcome === 'asked' ? modeCommands.map(command => result.modes[command].comparison) : [];
}

function agrees(result: OracleResult): boolean {
  return result.outcome === 'asked' && !comparisonsOf(result).includes('differs');
}

async function consult(scenario: LabScenario, signal: AbortSignal): Promise<OracleResult> {
  const reason = whyNotBuilt(scenario);
  if (reason !== null) return { outcome: 'skipped', scenario, reason };
  try {
    const modes = await withStanding(scenario, signal, standing => compareModes(scenario, standing));
    return { outcome: 'asked', scenario, modes };
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return { outcome: 'broken', scenario, problem: problemOf(error) };
  }
}

async function compareModes(scenario: LabScenario, standing: Standing): Promise<ComparedModes> {
  const question = await questionOf(scenario, standing);
  const ask = async (command: ModeCommand) => {
    const answer = await askOracle(standing.world.host('client'), command, question);
    return { ...answer, comparison: compare(scenario.label, command, answer.trial) };
  };
  // One after the other: some servers take only one connection from an address.
  return { PASV: await ask('PASV'), EPSV: await ask('EPSV'), PORT: await ask('PORT'), EPRT: await ask('EPRT') };
}
