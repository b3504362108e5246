import { defineRule } from '../../analysis/define-rule.ts';
import { durationInWords } from '../../analysis/duration-in-words.ts';
import { listWords } from '../../analysis/in-words.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

/** A SYN is sent again after one second (RFC 6298 §2.1), so that a handshake of so long lost its first SYN or SYN-ACK. */
const resentSynMs = 950;
/** On a path with such a round trip a second is no sign of a loss. */
const longestRoundTripMs = 450;

/**
 * A connection came about only after its first SYN, or the answer to it, was lost.
 *
 * Seen when: a congested or faulty link loses packets; a firewall or server that drops SYNs at a rate limit.
 * Not this: a SYN that is never answered, which a rule about filtered ports tells; a slow server, which answers SYNs at once all the same.
 * See: RFC 6298 §2.1 and §5.7 (a SYN is sent again after one second).
 */
export default defineRule({
  id: 'packet-loss',
  cause: 'network',
  side: 'path',
  severity: 'info',
  stage: 'tcp',
  title: 'Packets are lost on the way',
  needs: { 'control.connect': 'ok' },
  check({ 'control.connect': control }, _trials, { connections, rttMs }) {
    if (rttMs === null || rttMs > longestRoundTripMs) return undefined;
    const late = connections.flatMap(({ opener, remote, handshake: { syn, synAck } }) => {
      if (opener !== 'client' || remote === null || syn.state !== 'seen' || synAck.state !== 'seen') return [];
      const tookMs = synAck.atMs - syn.atMs;
      return tookMs >= resentSynMs ? [{ to: formatEndpoint(remote), tookMs }] : [];
    });
    const [first] = late;
    if (!first) return undefined;
    return {
      confidence: 'likely',
      summary: `The connection to ${listWords([...new Set(late.map(({ to }) => to))])} took ${durationInWords(first.tookMs)}, while a round trip takes ${durationInWords(rttMs)}: the first SYN or its answer was lost.`,
      because: ['control.connect'],
      fix: ['network/check-loss'],
      values: { host: control.value.remote.host, port: `${control.value.remote.port}` },
      next: ['Run it again: losses come and go, and a firewall that counts connections shows the same each time.'],
    };
  },
});
