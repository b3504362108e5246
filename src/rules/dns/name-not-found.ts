import { defineRule } from '../../analysis/define-rule.ts';

/**
 * The name of the server does not exist, or has no address of the family that was asked for.
 *
 * Seen when: a typo in the name, an expired or emptied zone, a name that only an internal resolver knows, `-6` for a host without AAAA.
 * Not this: a resolver that does not answer (name-lookup-failed).
 * See: RFC 1035 §4.1.1 (RCODE 3, name error); RFC 8020 (NXDOMAIN).
 */
export default defineRule({
  id: 'name-not-found',
  cause: 'dns',
  side: 'unknown',
  severity: 'error',
  stage: 'dns',
  title: 'The server name does not exist',
  needs: { resolve: 'failed' },
  check({ resolve }, _trials, { target }) {
    if (resolve.failure.kind !== 'not-found') return undefined;
    return {
      confidence: 'likely',
      summary: `The name ${target.host} has no address: the resolver says that there is none.`,
      because: ['resolve'],
      fix: ['client/check-name'],
      values: { host: target.host },
      next: [`Ask another resolver for ${target.host}, to tell a wrong name from one that only some networks know.`],
    };
  },
});
