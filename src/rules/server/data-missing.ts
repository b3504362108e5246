import { defineRule } from '../../analysis/define-rule.ts';
import { listWords, quote } from '../../analysis/in-words.ts';
import { openedConnection, openings } from '../../analysis/opened-connections.ts';

/**
 * The server reports the transfer as complete, and its data never came to an end here.
 *
 * Seen when: packets of full size are lost without a word (MTU), another host or a proxy got the data, or the server does not close the data connection.
 * Not this: an empty directory, where the data connection opens and closes without a byte.
 * See: RFC 959 §4.2.2 (226 closing data connection), §3.4.1 (in stream mode the end of the file is the close).
 */
export default defineRule({
  id: 'data-missing',
  cause: 'network',
  side: 'path',
  severity: 'error',
  stage: 'transfer',
  title: 'The server reports success, but the data is missing',
  needs: openings,
  trials: { family: 'any', needs: { data: 'failed', completion: 'ok' } },
  check(facts, trials) {
    const missing = trials.filter(
      ({ id, steps: { data } }) => data.failure.kind === 'timeout' && openedConnection(id, facts) !== undefined,
    );
    const [first] = missing;
    if (!first) return undefined;
    const { code, text } = first.steps.completion.value;
    return {
      confidence: 'possible',
      summary: `After ${listWords(missing.map(({ command }) => command))} the server said ${quote(`${code} ${text}`)}, but the data connection neither brought the listing to its end nor closed: what the server sent is lost on the way, or went elsewhere.`,
      because: missing.flatMap(({ id }) => [`${id}.data`, `${id}.completion`]),
      fix: ['network/check-mtu', 'server/read-log', 'network/alg'],
      next: ['Capture at the server: does it send the data, and to which address?'],
    };
  },
});
