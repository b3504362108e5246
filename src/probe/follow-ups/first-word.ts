import type { FirstWordValue, ObservationSteps } from '../../core/step-values.ts';
import { decodeText } from '../../ftp/decode-text.ts';
import { NetError } from '../../net/net.ts';
import { StepLog } from '../step-log.ts';
import type { PlainExperiment } from './experiment.ts';
import { onOwnConnection } from './own-connection.ts';
import { silentEndpoint } from './seen-modes.ts';

/** What is kept of an answer: enough to know its protocol by. */
const longestAnswer = 200;

/** A line and an empty one: FTP answers the first, and a web server takes both for a request that it refuses. */
const lines = 'NOOP\r\n\r\n';

/** We speak first, where the server greeted nobody: a server of another protocol may have waited for that. */
export const firstWord: PlainExperiment = {
  id: 'first-word',
  on: 'no-session',
  dataConnections: () => 0,
  decidesWithinMs: ({ experimentMs }) => 2 * experimentMs,
  why: seen => (silentEndpoint(seen) === null ? null : 'Speaking first, since nothing was said'),
  async run({ run, seen, observations }, why) {
    const to = silentEndpoint(seen);
    if (to === null) return;
    const log = new StepLog<ObservationSteps['first-word']>(run, 'first-word', ['connect', 'answer']);
    const limitMs = run.patience.experimentMs;
    run.observer.progress(why);
    await onOwnConnection(
      run,
      to,
      connect => log.run('connect', connect),
      ({ stream }) =>
        log.attempt('answer', async (): Promise<FirstWordValue> => {
          stream.write(lines);
          const bytes = await run.limit(stream.read(), limitMs, 'read');
          if (bytes === null) throw new NetError({ kind: 'closed', operation: 'read', errno: null, text: '' });
          return { text: decodeText(bytes.subarray(0, longestAnswer)) };
        }),
    );
    observations.push({ id: 'first-word', why, to, steps: log.toEvidence() });
  },
};
