import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * A reply about the transfer, or to PORT or EPRT, is not what FTP allows.
 *
 * Seen when: a faulty server, or an FTP helper (ALG) or proxy that garbles the control connection.
 * Not this: a garbled reply to PASV or EPSV, which has a rule of its own.
 * See: RFC 959 §4.2 (replies), §5.4 (which reply may follow which command).
 */
export default defineRule({
  id: 'transfer-reply-malformed',
  cause: 'protocol',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'A reply about the transfer cannot be read',
  needs: {},
  trials: { family: 'any', needs: { reply: 'any', preliminary: 'any', completion: 'any' } },
  check(_facts, trials, { target }) {
    const garbled = trials.flatMap(({ id, command, family, steps: { reply, preliminary, completion } }) =>
      Object.entries({ ...(family === 'active' && { reply }), preliminary, completion }).flatMap(([step, outcome]) =>
        outcome.status === 'failed' && (outcome.failure.kind === 'malformed' || outcome.failure.kind === 'flood')
          ? [{ command, step: `${id}.${step}`, failure: outcome.failure }]
          : [],
      ),
    );
    const [first] = garbled;
    if (!first) return undefined;
    const commands = listWords([...new Set(garbled.map(({ command }) => command))]);
    return {
      confidence: 'likely',
      summary: `After ${commands} the server's reply could not be read: ${describeFailure(first.failure)}.`,
      because: garbled.map(({ step }) => step),
      fix: ['server/restart-update', 'network/alg'],
      values: { port: `${target.port}` },
      next: ['Compare the replies over TLS, which no helper (ALG) can change.'],
    };
  },
});
