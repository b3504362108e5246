import { isPrivate } from '../../core/address-class.ts';
import type { ActiveSteps, ReplyValue } from '../../core/step-values.ts';
import { type Listener, NetError } from '../../net/net.ts';
import { activeStepOrder, listenValue } from '../active-trial.ts';
import type { RunContext } from '../run-context.ts';
import type { ControlSession } from '../session.ts';
import { ChainBroken, StepLog } from '../step-log.ts';
import type { SessionExperiment } from './experiment.ts';
import { activeModes, controlEndsOf, isEncrypted } from './seen-modes.ts';

/**
 * PORT in one segment behind NOOP. A helper that reads only the start of a segment (Linux, nf_conntrack_ftp) does not
 * translate it, so that the server gets our private address and refuses it, though it took the same command before.
 */
export const disguisedPort: SessionExperiment = {
  id: 'disguised-port',
  on: 'session',
  // Without LIST none is made, but for pyftpdlib, which connects when it gets PORT.
  dataConnections: () => 1,
  decidesWithinMs: ({ experimentMs }) => 2 * experimentMs,
  why(seen) {
    const ends = controlEndsOf(seen);
    if (ends === null || isEncrypted(seen) || !isPrivate(ends.local) || isPrivate(ends.reached)) return null;
    const works = activeModes(seen).some(({ command, steps }) => command === 'PORT' && steps.accept.status === 'ok');
    return works ? 'Sending PORT where a helper (ALG) on the way does not look for it' : null;
  },
  async run(bench, why, session) {
    const { run } = bench;
    const log = new StepLog<ActiveSteps>(run, 'disguised-port', activeStepOrder);
    let listener: Listener | null = null;
    run.observer.progress(why);
    try {
      const { argument } = await log.run('listen', async () => {
        listener = await run.net.listen(session.control.local.host, run.options.activePorts);
        void listener.arrival.then(({ stream }) => stream.destroy());
        return listenValue(listener.local, null, 'PORT');
      });
      await log.run('reply', () => askInDisguise(run, session, argument));
      log.breakBecause('not-requested', 'only the reply to PORT was asked for');
    } catch (error) {
      if (!(error instanceof ChainBroken)) throw error;
    } finally {
      (listener as Listener | null)?.close();
    }
    const head = { id: 'disguised-port', family: 'active', command: 'PORT', purpose: 'follow-up' } as const;
    bench.trials.push({ ...head, why, session: session.id, steps: log.toEvidence() });
  },
};

/** The reply to PORT. NOOP has one of its own, and one that says no is as good, so that both are read. */
async function askInDisguise(run: RunContext, { control }: ControlSession, argument: string): Promise<ReplyValue> {
  const limitMs = run.patience.experimentMs;
  control.sendTogether(['NOOP', `PORT ${argument}`]);
  await control.reply({ limitMs, command: 'NOOP' }).catch((error: unknown) => {
    if (!(error instanceof NetError) || error.failure.kind !== 'rejected') throw error;
  });
  return control.reply({ limitMs, command: 'PORT' });
}
