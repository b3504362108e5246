import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * The listing does not end: more came than any honest listing has.
 *
 * Seen when: the server is broken or hostile, or the directory holds more than a million entries.
 * Not this: a listing that stops, which is transfer-stalled.
 * See: RFC 959 §5.3.3 (LIST).
 */
export default defineRule({
  id: 'listing-endless',
  cause: 'protocol',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The listing does not end',
  needs: {},
  trials: { family: 'any', needs: { data: 'failed' } },
  check(_facts, trials, { target }) {
    const endless = trials.flatMap(({ id, command, steps: { data } }) =>
      data.failure.kind === 'flood' ? [{ step: `${id}.data`, command, limitBytes: data.failure.limitBytes }] : [],
    );
    const [first] = endless;
    if (!first) return undefined;
    return {
      confidence: 'likely',
      summary: `The listing over ${listWords(endless.map(({ command }) => command))} went past ${first.limitBytes} bytes and was given up. The data connection itself works.`,
      because: endless.map(({ step }) => step),
      fix: ['server/read-log'],
      values: { path: target.path },
      next: ['Try a smaller directory with --path.'],
    };
  },
});
