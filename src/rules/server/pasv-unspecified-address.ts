import { defineRule } from '../../analysis/define-rule.ts';
import { passiveSymptoms } from '../../analysis/passive-connects.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 names 0.0.0.0, which is no address to connect to.
 *
 * Seen when: `pasv_address=0.0.0.0`, PASV over IPv6 at vsftpd, or a service that means "the address you already have" (AWS Transfer).
 * Not this: another wrong address, which has a rule of its own.
 * See: RFC 1122 §3.2.1.3 (0.0.0.0 is never a destination); RFC 959 §4.1.2 (PASV).
 */
export default defineRule({
  id: 'pasv-unspecified-address',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server advertises 0.0.0.0 for passive mode',
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
    const wrong = wrongAddress('unspecified', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    const { host } = wrong.advertised;
    return {
      ...wrong.shared,
      severity: connect.status === 'ok' ? 'warning' : 'error',
      summary: `You reached ${reached}, but PASV named ${host}. Some clients take that for the control connection's address; others fail.`,
      fix: ['server/unset-passive-address', 'server/passive-address', 'client/ignore-passive-address'],
    };
  },
});
