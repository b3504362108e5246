import { defineRule } from '../../analysis/define-rule.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 names a private address that this client happens to reach; others will not.
 *
 * Seen when: the client has a VPN or a route into the server's network, or a container runs on the same machine.
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
    const { 'control.connect': control } = facts;
    const reached = control.value.remote.host;
    const wrong = wrongAddress('private', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    const { host } = wrong.advertised;
    return {
      ...wrong.shared,
      explains: [],
      summary: `You reached ${reached}, and PASV named ${host}. It can be reached from here, but not by clients outside the server's network.`,
      fix: ['server/passive-address'],
      values: { ...wrong.shared.values, inside: host },
    };
  },
});
