import { defineRule } from '../../analysis/define-rule.ts';
import { passiveSymptoms } from '../../analysis/passive-connects.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 reply names an address that only makes sense inside the server's own network.
 *
 * Seen when: vsftpd without `pasv_address`, ProFTPD without `MasqueradeAddress`, behind a NAT or in a container.
 * Not this: client and server on one LAN, where a private address is right; the address is reachable all the same, which is pasv-address-masked.
 * See: RFC 959 §4.1.2 (PASV); RFC 2428 §3 (EPSV carries no address, so it is immune).
 */
export default defineRule({
  id: 'pasv-private-address',
  cause: 'nat',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server advertises a private address for passive mode',
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
    if (connect.status === 'ok' || (connect.status === 'skipped' && connect.reason !== 'not-in-source'))
      return undefined;
    const reached = control.value.remote.host;
    const wrong = wrongAddress('private', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    const { host } = wrong.advertised;
    return {
      ...wrong.shared,
      summary: `You reached ${reached}, but PASV told the client to connect to ${host}.`,
      fix: ['server/passive-address', 'client/ignore-passive-address'],
      values: { ...wrong.shared.values, inside: host },
    };
  },
});
