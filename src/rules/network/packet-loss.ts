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
    const late = connections.flatMap(({ opener, remote, synRetransmits, handshake: { syn, synAck } }) => {
      if (remote === null || syn.state !== 'seen' || synAck.state !== 'seen') return [];
      const tookMs = synAck.atMs - syn.atMs;
      const isResent = synRetransmits !== null && synRetransmits > 0;
      const name = opener === 'client' ? `to ${formatEndpoint(remote)}` : `from ${formatEndpoint(remote)}`;
      return tookMs >= resentSynMs || isResent ? [{ name, tookMs, isResent }] : [];
    });
    const [first] = late;
    if (!first) return undefined;
    return {
      // A SYN that was sent again proves that it or its answer was lost; a long time alone, a slow server might take as well.
      confidence: late.every(({ isResent }) => isResent) ? 'certain' : 'likely',
      summary: `The connection ${listWords([...new Set(late.map(({ name }) => name))])} took ${durationInWords(first.tookMs)}, while a round trip takes ${durationInWords(rttMs)}: the first SYN or its answer was lost${first.isResent ? ', for the SYN had to be sent again' : ''}.`,
      because: ['control.connect'],
      fix: ['network/check-loss'],
      values: { host: control.value.remote.host, port: `${control.value.remote.port}` },
      next: ['Run it again: losses come and go, and a firewall that counts connections shows the same each time.'],
    };
  },
});
