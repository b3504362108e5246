import { defineRule } from '../../analysis/define-rule.ts';
import { isSameAddress } from '../../core/address-class.ts';

/**
 * PASV fails with TLS and works without: TLS hides the 227 from the FTP helper (ALG) at the server that it depends on.
 *
 * Seen when: the server's NAT or firewall rewrites the 227, or opens just the port that it names, and the control connection is encrypted.
 * Not this: PASV that fails without TLS too, for the reasons that the other rules name.
 * See: RFC 4217 §15.2 (firewalls and NATs cannot read an encrypted control connection).
 */
export default defineRule({
  id: 'alg-blinded-passive',
  cause: 'nat',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'TLS hides the 227 from the helper (ALG) that passive mode depends on',
  explains: [
    'pasv-private-address',
    'pasv-other-address',
    'passive-port-filtered',
    'passive-port-refused',
    'passive-port-rejected',
  ],
  needs: {
    'control.connect': 'ok',
    'control.tls': 'ok',
    'pasv.reply': 'ok',
    'pasv.connect': 'failed',
    'clear-pasv.reply': 'ok',
    'clear-pasv.connect': 'ok',
  },
  check({ 'control.connect': control, 'pasv.reply': encrypted, 'clear-pasv.reply': clear }) {
    const [hidden, shown] = [encrypted.value.advertised, clear.value.advertised];
    const isRewritten = !isSameAddress(hidden.host, shown.host);
    const reached = control.value.remote.host;
    const how = isRewritten
      ? `it names ${hidden.host} with TLS and ${shown.host} without`
      : `its port is open without TLS and closed with it`;
    return {
      cause: isRewritten ? 'nat' : 'firewall',
      side: isRewritten ? 'server' : 'unknown',
      confidence: isRewritten ? 'certain' : 'likely',
      summary: `The 227 works without TLS only: ${how}. A helper (ALG) on the server's side translates it, which it cannot do once the reply is encrypted.`,
      because: ['pasv.reply', 'pasv.connect', 'clear-pasv.reply', 'clear-pasv.connect'],
      fix: isRewritten ? ['server/passive-address', 'server/open-passive-ports'] : ['server/open-passive-ports'],
      values: { address: reached, ports: `${shown.port}`, ...(isRewritten && { inside: hidden.host }) },
    };
  },
});
