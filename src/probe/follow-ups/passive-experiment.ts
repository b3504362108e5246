import type { Endpoint } from '../../core/endpoint.ts';
import type { PassiveTrial } from '../../core/evidence.ts';
import type { ConnectValue, PassiveSteps } from '../../core/step-values.ts';
import { type Connected, connectTo, connectValue, letGo } from '../connect.ts';
import { passiveStepOrder, readAdvertised } from '../passive-trial.ts';
import type { RunContext } from '../run-context.ts';
import type { ControlSession } from '../session.ts';
import { ChainBroken, StepLog } from '../step-log.ts';
import { sendList, transfer } from '../transfer.ts';

interface PassivePlan {
  readonly id: string;
  readonly command: PassiveTrial['command'];
  readonly why: string;
  readonly limitMs: number;
  /** Where to connect, given what was advertised. */
  to?(advertised: Endpoint): Endpoint;
  /** What to list; null to close the connection as soon as it stands. */
  readonly path: string | null;
}

/**
 * A passive trial off the beaten track. Unlike in a mode's trial LIST goes out only once the data connection stands, so
 * that a connection which does not come about leaves the session fit for the next experiment.
 */
export async function runPassiveExperiment(
  run: RunContext,
  session: ControlSession,
  { id, command, why, limitMs, to, path }: PassivePlan,
): Promise<PassiveTrial> {
  const log = new StepLog<PassiveSteps>(run, id, passiveStepOrder);
  run.observer.progress(`${why} (${command})`);
  try {
    const { advertised } = await log.run('reply', async () =>
      readAdvertised(await session.control.command(command, run.patience.commandMs), command, session),
    );
    let connected: Connected | null = null;
    await log.run('connect', async (): Promise<ConnectValue> => {
      connected = await connectTo(run, { to: to?.(advertised) ?? advertised, role: 'data', limitMs });
      return connectValue(connected);
    });
    if (connected !== null) await useConnection(run, session, log, connected, path);
  } catch (error) {
    if (!(error instanceof ChainBroken)) throw error;
  }
  return { id, family: 'passive', command, purpose: 'follow-up', why, session: session.id, steps: log.toEvidence() };
}

async function useConnection(
  run: RunContext,
  session: ControlSession,
  log: StepLog<PassiveSteps>,
  connected: Connected,
  path: string | null,
): Promise<void> {
  if (path === null) {
    log.breakBecause('not-requested', 'only whether the port can be reached was asked');
    connected.record.seen('fin', run.elapsed());
    letGo(connected);
    return;
  }
  await transfer({ run, session, log, list: sendList(run, session, log, path), connected });
}
