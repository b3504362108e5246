import { defineRule } from '../../analysis/define-rule.ts';
import { durationInWords } from '../../analysis/duration-in-words.ts';
import { isSameAddress } from '../../core/address-class.ts';
import type { Connection } from '../../core/connection.ts';

/** An address that has not answered after so long, while another one did, counts as one that does not answer. */
const patienceMs = 300;

/**
 * The name has several addresses, and one of them did not answer while another one did.
 *
 * Seen when: a dead machine in a round robin; an AAAA record for a server (or a client) without working IPv6.
 * Not this: an address that was not tried because the first one answered.
 * See: RFC 8305 §5 (connection attempts beside each other); RFC 6724 §2 (their order).
 */
export default defineRule({
  id: 'address-unreachable',
  cause: 'network',
  side: 'unknown',
  severity: 'warning',
  stage: 'tcp',
  title: 'One of the addresses of the server does not answer',
  needs: { resolve: 'ok', 'control.connect': 'ok' },
  check({ resolve, 'control.connect': { value, startedMs, tookMs } }, _trials, { connections, target }) {
    const reached = value.remote.host;
    const dead = connections.filter(
      connection =>
        connection.role === 'control' &&
        connection.remote !== null &&
        !isSameAddress(connection.remote.host, reached) &&
        isUnanswered(connection, startedMs + tookMs),
    );
    const hosts = [...new Set(dead.flatMap(({ remote }) => (remote ? [remote.host] : [])))];
    if (hosts.length === 0) return undefined;
    const isSameFamily = hosts.some(host => host.includes(':') === reached.includes(':'));
    const total = resolve.value.addresses.length;
    return {
      confidence: 'likely',
      summary: `${target.host} has ${total} addresses: ${reached} answered, ${hosts.join(', ')} did not. Clients that try it first lose time (here the connection took ${durationInWords(tookMs)}) or fail.`,
      because: ['resolve', 'control.connect'],
      fix: ['server/remove-dead-address'],
      values: { host: target.host, address: hosts.join(', ') },
      next: ['Run it with --all-addresses, and from another network.'],
      // A client without IPv6 sees this at every server that has it: no reason to worry about the server.
      severity: isSameFamily ? 'warning' : 'info',
    };
  },
});

function isUnanswered({ handshake: { syn, synAck } }: Connection, untilMs: number): boolean {
  if (synAck.state === 'missing') return true;
  return synAck.state === 'unknown' && syn.state === 'seen' && untilMs - syn.atMs >= patienceMs;
}
