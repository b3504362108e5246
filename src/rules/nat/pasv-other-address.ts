import { defineRule } from '../../analysis/define-rule.ts';
import { passiveSymptoms } from '../../analysis/passive-connects.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 names another address than the one that was reached, of the same kind: both public, or both private.
 *
 * Seen when: the public address has changed and `pasv_address` has not, the server has several addresses, or a load balancer answers for it.
 * Not this: a private address in the 227 of a public server, which is pasv-private-address.
 * See: RFC 959 §4.1.2 (PASV); vsftpd `pasv_addr_resolve`.
 */
export default defineRule({
  id: 'pasv-other-address',
  cause: 'nat',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server advertises another address than the one reached',
  explains: passiveSymptoms,
  needs: {
    'control.connect': 'ok',
    'pasv.reply': 'ok',
    'pasv.connect': 'any',
    'control-address.connect': 'any',
  },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' } },
  check(facts, trials) {
    const { 'control.connect': control, 'pasv.connect': connect } = facts;
    const reached = control.value.remote.host;
    const wrong = wrongAddress('other', trials, reached, facts['control-address.connect']);
    if (!wrong || connect.status === 'skipped') return undefined;
    const { host } = wrong.advertised;
    if (connect.status === 'ok') {
      return {
        ...wrong.shared,
        severity: 'info',
        explains: [],
        summary: `You reached ${reached}, and PASV named ${host}, which can be reached too: a server with several addresses. Clients that insist on one address refuse it.`,
        fix: [],
      };
    }
    return {
      ...wrong.shared,
      summary: `You reached ${reached}, but PASV told the client to connect to ${host}, where it gets no connection.`,
      fix: ['server/unset-passive-address', 'server/passive-address', 'client/ignore-passive-address'],
    };
  },
});
