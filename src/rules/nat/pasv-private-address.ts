import { defineRule } from '../../analysis/define-rule.ts';
import { isPrivate } from '../../core/address-class.ts';

/**
 * The 227 reply names an address that only makes sense inside the server's own network.
 *
 * Seen when: vsftpd without `pasv_address`, ProFTPD without `MasqueradeAddress`, behind a NAT.
 * Not this: client and server on one LAN, where a private address is right.
 * See: RFC 959 §4.1.2 (PASV); RFC 2428 §3 (EPSV carries no address, so it is immune).
 */
export default defineRule({
  id: 'pasv-private-address',
  cause: 'nat',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The server advertises a private address for passive mode',
  explains: ['passive-port-filtered'],
  needs: { 'control.connect': 'ok', 'pasv.reply': 'ok', 'pasv.connect': 'failed' },
  check({ 'control.connect': control, 'pasv.reply': reply }) {
    const advertised = reply.value.advertised.host;
    const reached = control.value.remote.host;
    if (!isPrivate(advertised) || isPrivate(reached)) return undefined;
    return {
      confidence: 'certain',
      summary: `You reached ${reached}, but PASV told the client to connect to ${advertised}.`,
      because: ['pasv.reply', 'pasv.connect'],
      fix: ['server/passive-address'],
      values: { address: reached },
    };
  },
});
