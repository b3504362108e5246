import { defineRule } from '../../analysis/define-rule.ts';
import { passiveSymptoms } from '../../analysis/passive-connects.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 names a loopback address: the client would connect to itself.
 *
 * Seen when: a container image whose PASV address was left at its default, or a masquerade name that resolves to 127.0.0.1 or 127.0.1.1.
 * Not this: client and server on one machine over loopback, where it is right.
 * See: RFC 1122 §3.2.1.3 (127/8 must not appear outside a host); RFC 959 §4.1.2 (PASV).
 */
export default defineRule({
  id: 'pasv-loopback-address',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server advertises a loopback address for passive mode',
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
    const wrong = wrongAddress('loopback', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    return {
      ...wrong.shared,
      severity: connect.status === 'ok' ? 'warning' : 'error',
      summary: `You reached ${reached}, but PASV told the client to connect to ${wrong.advertised.host}: to itself.`,
      fix: ['server/unset-passive-address', 'server/passive-address', 'client/ignore-passive-address'],
    };
  },
});
