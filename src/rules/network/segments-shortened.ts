import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';
import type { Connection } from '../../core/connection.ts';

/** Below what Ethernet, and PPPoE or IPv6 on it, leave for the payload of a segment (RFC 9293 §3.7.1, RFC 2516 §7). */
const leastUsualMss = 1400;

/**
 * Segments are shorter than this machine's network would allow: the path has a smaller MTU, or a router clamps the MSS.
 *
 * Seen when: a VPN, a tunnel or a DSL line lies on the way, and its router says so in the SYNs (MSS clamping) or by ICMP.
 * Not this: segments of full size that are lost, which is path-mtu-black-hole. Alone it is no fault.
 * See: RFC 6691 (MSS); RFC 1191 (path MTU discovery); Linux `tcpi_snd_mss`, `tcpi_advmss`.
 */
export default defineRule({
  id: 'segments-shortened',
  cause: 'network',
  side: 'path',
  severity: 'info',
  stage: 'tcp',
  title: 'The path carries only small packets',
  needs: { 'control.connect': 'ok' },
  check({ 'control.connect': control }, _trials, { connections }) {
    const shorter = connections.flatMap(connection => {
      const size = shortenedTo(connection);
      return size === null ? [] : [size];
    });
    if (shorter.length === 0) return undefined;
    const sizes = [...new Set(shorter)].sort((a, b) => a - b);
    return {
      confidence: 'likely',
      summary: `Segments between this machine and ${control.value.remote.host} carry ${listWords(sizes.map(String))} bytes at most, less than Ethernet does at both ends: a tunnel or VPN lies on the way, or a router clamps the MSS.`,
      because: ['control.connect'],
      fix: ['network/check-mtu'],
      values: { host: control.value.remote.host },
    };
  },
});

/** The most that a segment carries on a connection whose own machine would allow more; null where that is usual. */
function shortenedTo({ kernel, peerSyn }: Connection): number | null {
  if (kernel === undefined || kernel.announcedMss < leastUsualMss) return null;
  const size = Math.min(kernel.sendMss, peerSyn?.mss ?? kernel.sendMss);
  return size > 0 && size < leastUsualMss ? size : null;
}
