import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

/**
 * Two captures of one session show that a box in between changed what FTP says: an FTP helper (ALG) at work.
 *
 * Seen when: a NAT or firewall translates the addresses in PORT, EPRT and the 227; it has to shift sequence numbers where the line grows.
 * Not this: a NAT that translates packets and leaves what FTP says alone.
 * See: RFC 2663 §2.9 (application level gateways); RFC 3022 §4.4 (FTP support).
 */
export default defineRule({
  id: 'rewritten-between',
  cause: 'nat',
  side: 'path',
  severity: 'info',
  stage: 'mode',
  title: 'A helper (ALG) between the two captures changes what FTP says',
  needs: { 'control.connect': 'ok' },
  check(_facts, _trials, { between, target }) {
    const changed = between?.lines.filter(({ sent, received }) => sent !== received) ?? [];
    const [first] = changed;
    if (!first || between === undefined) return undefined;
    const { client, shiftBytes } = between;
    const more = changed.length === 1 ? '' : `, and ${changed.length - 1} further lines`;
    const shift = shiftBytes.client || shiftBytes.server;
    return {
      confidence: 'certain',
      summary: `${quote(first.sent ?? 'nothing')} was sent, and ${quote(first.received ?? 'nothing')} arrived${more}${shift === 0 ? '' : `, which moves all that follows by ${shift} bytes`}.${client === null ? '' : ` The same box translates ${formatEndpoint(client.near)} to ${formatEndpoint(client.far)}.`} TLS hides all this from it.`,
      because: ['control.connect'],
      fix: ['network/alg'],
      values: { port: `${target.port}` },
    };
  },
});
