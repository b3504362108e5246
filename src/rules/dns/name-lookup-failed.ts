import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';

/**
 * The resolver itself failed: the name may well exist.
 *
 * Seen when: the resolver in /etc/resolv.conf is down or unreachable, answers SERVFAIL, or cannot validate DNSSEC.
 * Not this: an answer that says there is no such name (name-not-found).
 * See: RFC 1035 §4.1.1 (RCODE 2, server failure); getaddrinfo(3), EAI_AGAIN.
 */
export default defineRule({
  id: 'name-lookup-failed',
  cause: 'dns',
  side: 'client',
  severity: 'error',
  stage: 'dns',
  title: 'The resolver gave no answer for the server name',
  needs: { resolve: 'failed' },
  check({ resolve }, _trials, { target }) {
    if (resolve.failure.kind === 'not-found') return undefined;
    return {
      confidence: 'likely',
      summary: `The resolver did not answer for ${target.host} (failed${afterWords(resolve.tookMs)}); the name may well exist.`,
      because: ['resolve'],
      fix: ['client/check-resolver'],
      values: { host: target.host },
      next: ['Resolve any other name: if that fails too, it is the resolver; if not, the zone of this name.'],
    };
  },
});
