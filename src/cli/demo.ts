import { version } from '../../package.json';
import { analyze } from '../analysis/analyze.ts';
import { modeCommands } from '../core/evidence.ts';
import { whyUnavailable } from '../lab/availability.ts';
import type { Scenario } from '../lab/scenario.ts';
import { scenarios } from '../lab/scenarios.ts';
import { stageScenario } from '../lab/stage-scenario.ts';
import { createNodeNet } from '../net/node-net.ts';
import type { ProbeObserver } from '../probe/options.ts';
import { runProbe } from '../probe/run.ts';
import { buildReport } from '../report/build-report.ts';
import type { Report } from '../report/report.ts';
import type { ReporterOptions } from '../report/reporter.ts';
import { renderTerminal } from '../report/terminal/render-terminal.ts';
import { rules } from '../rules/index.ts';
import { exitCodes } from './exit-code.ts';
import { nearNames } from './near-names.ts';
import { UsageError } from './usage-error.ts';

/** What `ftpdiag demo` shows without a name: one of each kind of cause, all quick. */
const tour = [
  'healthy',
  'pasv-private-address',
  'passive-port-refused',
  'active-refused-client-nat',
  'passive-refused',
  'certificate-expired',
  'login-refused',
  'wrong-protocol-ssh',
];

const faults = scenarios.filter(({ kind }) => kind === 'fault');

export interface DemoPlan {
  /** Null for the tour. */
  readonly name: string | null;
  readonly medium: Pick<ReporterOptions, 'width' | 'color' | 'unicode'>;
  readonly verbose: boolean;
  readonly observer: ProbeObserver;
  readonly signal: AbortSignal;
  write(text: string): Promise<void>;
}

/** Every scenario with what is wrong in it, one a line. */
export async function demoList(): Promise<string> {
  const width = Math.max(...faults.map(({ name }) => name.length));
  const lines = await Promise.all(
    faults.map(async scenario => {
      const why = await whyUnavailable(scenario);
      return `${scenario.name.padEnd(width)}  ${scenario.title}${why === null ? '' : ` (not here: ${why})`}`;
    }),
  );
  return `${lines.join('\n')}\n`;
}

/** Runs the real check against the embedded server; the exit code says whether each verdict was the expected one. */
export async function demo(plan: DemoPlan): Promise<number> {
  const chosen = plan.name === null ? tour.map(scenarioNamed) : [scenarioNamed(plan.name)];
  let isAsExpected = true;
  for (const [index, scenario] of chosen.entries()) {
    if (plan.signal.aborted) return exitCodes.interrupted;
    const why = await whyUnavailable(scenario);
    const place = chosen.length === 1 ? '' : `${index + 1} of ${chosen.length}  `;
    await plan.write(`\n${'='.repeat(plan.medium.width)}\n${place}${scenario.name}: ${scenario.title}\n\n`);
    if (why !== null) {
      await plan.write(`Not shown here: ${why}\n`);
      continue;
    }
    const report = await reportOn(scenario, plan);
    const quiet = plan.name === null && scenario.expect?.status === 'ok';
    await plan.write(renderTerminal(report, { ...plan.medium, verbose: plan.verbose, quiet }));
    isAsExpected &&= isExpected(scenario, report);
  }
  if (plan.signal.aborted) return exitCodes.interrupted;
  if (plan.name === null)
    await plan.write(`\nftpdiag demo --list names ${faults.length} scenarios, ftpdiag demo NAME shows one.\n`);
  return isAsExpected ? exitCodes.ok : exitCodes.inconclusive;
}

function scenarioNamed(name: string): Scenario {
  const found = scenarios.find(scenario => scenario.name === name);
  if (found !== undefined) return found;
  const near = nearNames(
    name,
    faults.map(fault => fault.name),
  );
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'ftpdiag demo --list names them all';
  throw new UsageError(`there is no scenario "${name}": ${hint}`);
}

async function reportOn(scenario: Scenario, { observer, signal }: DemoPlan): Promise<Report> {
  const staged = await stageScenario(scenario, createNodeNet());
  try {
    const { net, host, port, tls, user, password, cacert } = staged;
    const options = {
      ...{ host, port, tls, user, password, cacert },
      path: '',
      family: null,
      address: null,
      modes: modeCommands,
      sourceAddress: null,
      activeAddress: null,
      activePorts: null,
      insecure: false,
      followUps: 'usual' as const,
      trace: false,
      idleMs: 0,
      connectTimeoutMs: 10_000,
      totalTimeoutMs: 60_000,
    };
    return buildReport(analyze(await runProbe(net, options, observer, signal), rules), { version });
  } finally {
    await staged.close();
  }
}

function isExpected({ expect }: Scenario, { verdict }: Report): boolean {
  if (expect === null) return true;
  return verdict.status === expect.status && verdict.cause === expect.cause && verdict.rule === expect.rule;
}
