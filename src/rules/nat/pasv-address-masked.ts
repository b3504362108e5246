import { defineRule } from '../../analysis/define-rule.ts';
import { replacementOf, wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 names a private address that this client happens to reach, or quietly does not use; others will not.
 *
 * Seen when: the client has a VPN or a route into the server's network, a container runs on the same machine, or the client puts the right address in its place (FileZilla, WinSCP, lftp, curl and Python do).
 * Not this: no connection to that address, which is pasv-private-address.
 * See: RFC 959 §4.1.2 (PASV); many clients replace such an address in silence, which hides the fault as well.
 */
export default defineRule({
  id: 'pasv-address-masked',
  cause: 'nat',
  side: 'server',
  severity: 'warning',
  stage: 'data-connection',
  title: 'A wrong passive address is masked here',
  needs: {
    'control.connect': 'ok',
    'pasv.reply': 'ok',
    'pasv.connect': 'ok',
    'control-address.connect': 'any',
  },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' } },
  check(facts, trials) {
    const reached = facts['control.connect'].value.remote.host;
    const { host } = facts['pasv.reply'].value.advertised;
    const went = replacementOf(trials);
    if (went !== undefined) {
      return {
        confidence: 'certain',
        summary: `PASV told the client to connect to ${host}, and it connected to ${went} in its place. Clients that take the 227 at its word fail.`,
        because: ['pasv.reply', 'pasv.connect'],
        fix: ['server/passive-address'],
        values: { address: reached, inside: host },
      };
    }
    const wrong = wrongAddress('private', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    return {
      ...wrong.shared,
      explains: [],
      summary: `You reached ${reached}, and PASV named ${host}. It can be reached from here, but not by clients outside the server's network.`,
      fix: ['server/passive-address'],
      values: { ...wrong.shared.values, inside: host },
    };
  },
});
