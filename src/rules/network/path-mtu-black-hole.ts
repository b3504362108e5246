import { defineRule } from '../../analysis/define-rule.ts';
import { durationInWords } from '../../analysis/duration-in-words.ts';
import { listWords } from '../../analysis/in-words.ts';

/**
 * Small packets pass on a data connection, and those of full size are lost without a word.
 *
 * Seen when: a tunnel, VPN or PPPoE link with a smaller MTU, and a firewall that drops the ICMP messages which would say so.
 * Not this: a server that is slow or hangs, where a transfer of next to nothing stalls as well (transfer-stalled).
 * See: RFC 2923 §2.1 (black holes of path MTU discovery); RFC 4821 (finding the MTU without ICMP).
 */
export default defineRule({
  id: 'path-mtu-black-hole',
  cause: 'network',
  side: 'path',
  severity: 'error',
  stage: 'transfer',
  title: 'Packets of full size are lost on the way',
  explains: ['transfer-stalled', 'completion-missing', 'data-missing'],
  needs: { 'small-transfer.connect': 'ok', 'small-transfer.data': 'ok' },
  trials: { family: 'any', needs: { preliminary: 'ok', data: 'failed', completion: 'any' } },
  check({ 'small-transfer.data': small }, trials, { target }) {
    const stalled = trials.filter(({ steps: { data } }) => data.failure.kind === 'timeout');
    const [first] = stalled;
    if (!first) return undefined;
    return {
      confidence: 'likely',
      summary: `The listing over ${listWords(stalled.map(({ command }) => command))} stalled for ${durationInWords(first.steps.data.tookMs)} on an open connection, while a transfer of ${small.value.bytes} bytes went through: packets of full size are lost on the way (MTU).`,
      because: [...stalled.map(({ id }) => `${id}.data`), 'small-transfer.data'],
      fix: ['network/mtu'],
      values: { host: target.host },
      next: ['Capture at the client: segments of full size that the server sends again and again never arrive here.'],
    };
  },
});
