import { isPrivate } from '../../core/address-class.ts';
import type { ActiveSteps } from '../../core/step-values.ts';
import { activeStepOrder, listenValue } from '../active-trial.ts';
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
  dataConnections: 0,
  longestMs: ({ commandMs }) => Math.min(commandMs, 2000),
  why(seen) {
    const ends = controlEndsOf(seen);
    if (ends === null || isEncrypted(seen) || !isPrivate(ends.local) || isPrivate(ends.reached)) return null;
    const works = activeModes(seen).some(({ command, steps }) => command === 'PORT' && steps.accept.status === 'ok');
    return works ? 'Sending PORT where a helper (ALG) on the way does not look for it' : null;
  },
  async run(bench, why, session) {
    const { run } = bench;
    const { control } = session;
    const log = new StepLog<ActiveSteps>(run, 'disguised-port', activeStepOrder);
    const limitMs = run.patience.commandMs;
    run.observer.progress(why);
    try {
      const { argument } = await log.run('listen', async () => {
        const listener = await run.net.listen(control.local.host, run.options.activePorts);
        listener.close();
        return listenValue(listener.local, null, 'PORT');
      });
      await log.run('reply', async () => {
        control.sendTogether(['NOOP', `PORT ${argument}`]);
        await control.reply({ limitMs, command: 'NOOP' });
        return control.reply({ limitMs, command: 'PORT' });
      });
      log.breakBecause('not-requested', 'only the reply to PORT was asked for');
    } catch (error) {
      if (!(error instanceof ChainBroken)) throw error;
    }
    const head = { id: 'disguised-port', family: 'active', command: 'PORT', purpose: 'follow-up' } as const;
    bench.trials.push({ ...head, why, session: session.id, steps: log.toEvidence() });
  },
};
