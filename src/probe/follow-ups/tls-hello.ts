import type { ObservationSteps } from '../../core/step-values.ts';
import { StepLog } from '../step-log.ts';
import type { PlainExperiment } from './experiment.ts';
import { onOwnConnection } from './own-connection.ts';
import { silentEndpoint } from './seen-modes.ts';

/** A TLS handshake where the server greeted nobody: it may be a port of implicit TLS. */
export const tlsHello: PlainExperiment = {
  id: 'tls-hello',
  on: 'no-session',
  dataConnections: () => 0,
  decidesWithinMs: ({ experimentMs }) => 2 * experimentMs,
  why(seen) {
    const isTried = seen.target.tls === 'implicit' || silentEndpoint(seen) === null;
    return isTried ? null : 'Beginning with TLS, since nothing was said';
  },
  async run({ run, seen, observations }, why) {
    const to = silentEndpoint(seen);
    if (to === null) return;
    const log = new StepLog<ObservationSteps['tls-hello']>(run, 'tls-hello', ['connect', 'tls']);
    const { host, cacert } = run.options;
    const serverName = /^[\d.]+$|:/.test(host) ? '' : host;
    const options = { serverName, address: to.host, cacert, session: null, isDataConnection: false };
    run.observer.progress(why);
    await onOwnConnection(
      run,
      to,
      connect => log.run('connect', connect),
      ({ stream }) => {
        run.net.prepareTls(cacert);
        return log.attempt('tls', () => run.limit(stream.startTls(options), run.patience.experimentMs, 'tls'));
      },
    );
    observations.push({ id: 'tls-hello', why, to, steps: log.toEvidence() });
  },
};
