import { defineRule } from '../../analysis/define-rule.ts';
import { passiveSymptoms } from '../../analysis/passive-connects.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The server was reached from inside its network, and its 227 sends the client to its outside address.
 *
 * Seen when: `pasv_address` is fixed to the public address, and the router does not send inside traffic back in (no NAT loopback).
 * Not this: the server was reached at a public address, which is pasv-other-address.
 * See: RFC 959 §4.1.2 (PASV); FileZilla Server "Don't use external IP for local connections".
 */
export default defineRule({
  id: 'pasv-hairpin',
  cause: 'nat',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server advertises its outside address to a client inside',
  explains: passiveSymptoms,
  needs: {
    'control.connect': 'ok',
    'pasv.reply': 'ok',
    'pasv.connect': 'failed',
    'control-address.connect': 'any',
  },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' } },
  check(facts, trials) {
    const { 'control.connect': control } = facts;
    const reached = control.value.remote.host;
    const wrong = wrongAddress('outside', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    return {
      ...wrong.shared,
      summary: `You reached ${reached} inside the network, but PASV told the client to connect to ${wrong.advertised.host}, its outside address.`,
      fix: ['server/passive-address-local', 'client/ignore-passive-address'],
    };
  },
});
