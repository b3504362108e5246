import { answeringSide } from '../../analysis/answering-side.ts';
import { blame, findBlockingBox, traced } from '../../analysis/blocking-box.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';
import { icmpSender } from '../../analysis/icmp-sender.ts';
import { listWords, spanOfPorts } from '../../analysis/in-words.ts';
import { judgeOtherPorts } from '../../analysis/other-ports.ts';
import { nameConnect, readPassiveConnects } from '../../analysis/passive-connects.ts';
import { isSameAddress } from '../../core/address-class.ts';

/** A failed ARP or neighbour lookup takes Linux three tries of a second each: no firewall, but nobody at the address. */
const neighbourLookupMs = 2_900;

/**
 * The connection to the passive port is rejected by ICMP, although the same host answers at its control port.
 *
 * Seen when: a firewall answers with "host prohibited" or "administratively prohibited" (firewalld and router ACLs do by default).
 * Not this: RST, which is passive-port-refused; silence, which is passive-port-filtered; no route at all to a wrong address, which the address rules explain.
 * See: RFC 1812 §5.2.7.1 (destination unreachable codes); RFC 4443 §3.1 (IPv6).
 */
export default defineRule({
  id: 'passive-port-rejected',
  cause: 'firewall',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'A firewall rejects the passive ports',
  needs: { 'control.connect': 'ok', 'port.data': 'any', 'closed-port.connect': 'any', ...traced },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' }, withMorePorts: true },
  check(facts, trials, { rttMs, target, connections }) {
    const { 'control.connect': control, 'port.data': active } = facts;
    const reached = control.value.remote.host;
    const { failed } = readPassiveConnects(trials, reached);
    const rejected = failed.filter(({ failure }) => failure.kind === 'unreachable');
    const own = rejected.filter(({ address }) => address === 'reached');
    const told = own.length > 0 ? own : rejected;
    const [first] = told;
    if (!first) return undefined;
    const isLost = first.tookMs >= neighbourLookupMs;
    const isJustThese = ['answers', 'silent'].includes(judgeOtherPorts(facts['closed-port.connect']));
    const sender = icmpSender(connections, first.to);
    const byTime =
      sender !== undefined && isSameAddress(sender, reached)
        ? 'server'
        : answeringSide(Math.min(...told.map(({ tookMs }) => tookMs)), rttMs);
    const box = own.length > 0 && !isLost ? findBlockingBox(facts, first.to, connections) : undefined;
    const side = box?.side ?? (isLost ? 'path' : byTime === 'unknown' && isJustThese ? 'server' : byTime);
    const isNear = side === 'client';
    return {
      cause: isLost ? 'network' : 'firewall',
      side,
      confidence: box?.isProven ? 'certain' : own.length > 0 && !isLost && side !== 'unknown' ? 'likely' : 'possible',
      summary: `${listWords(told.map(nameConnect))}: ${describeFailure(first.failure)}${afterWords(first.tookMs)}, while port ${target.port} of ${reached} answers.${box ? ` ${box.words} ${blame[box.side]}` : sender === undefined ? '' : ` The ICMP message came from ${sender}.`}`,
      because: [...rejected.map(({ id }) => `${id}.connect`), ...(box?.because ?? [])],
      // At a wrong address it is a mere symptom, with nothing to put right.
      fix:
        own.length === 0
          ? []
          : [
              ...(isNear ? [] : ['server/open-passive-ports']),
              ...(side === 'server' ? [] : ['client/allow-outbound']),
              ...(active.status === 'ok' ? ['client/use-active'] : []),
            ],
      values: {
        address: reached,
        ports: spanOfPorts(told.map(({ to }) => to.port)),
        client: control.value.local.host,
        ...(active.status === 'ok' && { mode: 'PORT' }),
      },
      next: box?.isProven ? [] : ['Capture the ICMP message: its source address names the box that rejects.'],
    };
  },
});
