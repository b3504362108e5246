import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * Every listing came, and none has a single byte.
 *
 * Seen when: the directory is empty; vsftpd answers 226 for a path that is not there; the account may enter the directory and not read it.
 * Not this: a refusal, or a 226 that says the directory could not be opened (path-not-listable).
 * See: RFC 959 §4.1.3 (LIST of a pathname); vsftpd lists nothing, and says 226, where nothing matches.
 */
export default defineRule({
  id: 'listing-empty',
  cause: 'server',
  side: 'server',
  severity: 'info',
  stage: 'transfer',
  title: 'The listing is empty',
  needs: {},
  trials: { family: 'any', needs: { data: 'ok', completion: 'ok' } },
  check(_facts, trials, { target }) {
    if (trials.some(({ steps: { data } }) => data.value.bytes > 0 || data.value.isCounted === false)) return undefined;
    const isAsked = target.path !== '';
    const where = isAsked ? quote(target.path) : 'the directory after login';
    return {
      severity: isAsked ? 'warning' : 'info',
      confidence: 'possible',
      summary: `Data connections work, but ${where} lists nothing: it is empty, it is not there, or ${quote(target.user)} may not read it.`,
      because: trials.map(({ id }) => `${id}.data`),
      fix: isAsked ? ['server/path-exists', 'server/path-permissions'] : [],
      values: { path: target.path },
      next: ['List a directory that certainly has files.'],
    };
  },
});
