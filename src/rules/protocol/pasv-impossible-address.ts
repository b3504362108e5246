import { defineRule } from '../../analysis/define-rule.ts';
import { passiveSymptoms } from '../../analysis/passive-connects.ts';
import { wrongAddress } from '../../analysis/wrong-address.ts';

/**
 * The 227 names an address to which no TCP connection can be made: multicast or broadcast.
 *
 * Seen when: a faulty server, or an FTP helper (ALG) that rewrites the 227 and gets it wrong.
 * Not this: octets over 255, which is pasv-malformed-reply.
 * See: RFC 1122 §3.2.1.3 (addresses that are not those of one host); RFC 959 §4.1.2 (PASV).
 */
export default defineRule({
  id: 'pasv-impossible-address',
  cause: 'protocol',
  side: 'unknown',
  severity: 'error',
  stage: 'data-connection',
  title: 'The 227 reply names an impossible address',
  explains: passiveSymptoms,
  needs: {
    'control.connect': 'ok',
    'pasv.reply': 'ok',
    'pasv.connect': 'failed',
    'control-address.connect': 'any',
  },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' } },
  check(facts, trials, { target }) {
    const { 'control.connect': control } = facts;
    const reached = control.value.remote.host;
    const wrong = wrongAddress('impossible', trials, reached, facts['control-address.connect']);
    if (!wrong) return undefined;
    return {
      ...wrong.shared,
      confidence: 'possible',
      summary: `You reached ${reached}, but PASV named ${wrong.advertised.host}, to which nobody can connect. The server or a helper (ALG) on the way wrote it.`,
      fix: ['server/restart-update', 'network/alg'],
      values: { ...wrong.shared.values, port: `${target.port}` },
      next: ['Compare the 227 over TLS, which no helper can change: if it is right there, the helper is at fault.'],
    };
  },
});
