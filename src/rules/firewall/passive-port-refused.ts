import { answeringSide } from '../../analysis/answering-side.ts';
import { blame, findBlockingBox, traced } from '../../analysis/blocking-box.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords, durationInWords } from '../../analysis/duration-in-words.ts';
import { icmpSender } from '../../analysis/icmp-sender.ts';
import { listWords, spanOfPorts } from '../../analysis/in-words.ts';
import { judgeOtherPorts } from '../../analysis/other-ports.ts';
import { nameConnect, readPassiveConnects } from '../../analysis/passive-connects.ts';

/**
 * The passive port is refused with RST or ICMP port-unreachable, although the server has just announced it.
 *
 * Seen when: a container publishes or a NAT forwards the control port alone, another host answers at the address, the listener is gone already, or a firewall rejects.
 * Not this: silence, which is passive-port-filtered; a wrong address in the 227, which has rules of its own and explains this.
 * See: RFC 9293 §3.5.2 (RST answers a SYN to a closed port); iptables `REJECT` looks the same to the client.
 */
export default defineRule({
  id: 'passive-port-refused',
  cause: 'firewall',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The passive ports are refused',
  needs: { 'control.connect': 'ok', 'port.data': 'any', 'closed-port.connect': 'any', ...traced },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' }, withMorePorts: true },
  check(facts, trials, { rttMs, connections }) {
    const { 'control.connect': control, 'port.data': active } = facts;
    const reached = control.value.remote.host;
    const { failed, inside } = readPassiveConnects(trials, reached);
    const refused = failed.filter(({ failure }) => failure.kind === 'refused');
    const own = refused.filter(({ address }) => address === 'reached');
    const told = own.length > 0 ? own : refused;
    const [first] = told;
    if (!first) return undefined;
    const isNat = own.length > 0 && inside !== undefined;
    const isJustThese = ['silent', 'rejects'].includes(judgeOtherPorts(facts['closed-port.connect']));
    const byTime = own.length > 0 ? answeringSide(Math.min(...own.map(({ tookMs }) => tookMs)), rttMs) : 'unknown';
    const found = own.length > 0 && !isNat ? findBlockingBox(facts, first.to, connections) : undefined;
    // The time of the answer then tells more.
    const box = found?.side === 'unknown' ? undefined : found;
    const side = box?.side ?? (isNat || (byTime === 'unknown' && isJustThese) ? 'server' : byTime);
    const why = isNat
      ? `and the server is behind a NAT (its own address is ${inside}) that does not forward them.`
      : box
        ? `although the server had just opened it. ${box.words} ${blame[box.side]}`
        : `${reasons[side](durationInWords(rttMs ?? 0))}.`;
    const isByMessage = box !== undefined && icmpSender(connections, first.to) !== undefined;
    return {
      cause: isNat ? 'nat' : 'firewall',
      side,
      // A RST of the server itself can also say that nothing listens there; an ICMP message cannot.
      confidence:
        box?.isProven && (isByMessage || side !== 'server') ? 'certain' : side === 'unknown' ? 'possible' : 'likely',
      summary: `${listWords(told.map(nameConnect))} refused the connection${afterWords(first.tookMs)}, ${why}`,
      because: [...refused.map(({ id }) => `${id}.connect`), ...(box?.because ?? [])],
      // At a wrong address it is a mere symptom, with nothing to put right.
      fix: own.length === 0 ? [] : [...repairs(side, isNat), ...(active.status === 'ok' ? ['client/use-active'] : [])],
      values: {
        address: reached,
        ports: spanOfPorts(told.map(({ to }) => to.port)),
        client: control.value.local.host,
        ...(inside !== undefined && { inside }),
        ...(active.status === 'ok' && { mode: 'PORT' }),
      },
      next: box?.isProven
        ? []
        : [
            "Capture the refusal: a RST whose TTL differs from that of the control connection's SYN-ACK comes from a box on the way.",
            'Try the same port on the server itself: if it answers there, a firewall or a NAT stands between.',
          ],
    };
  },
});

type RefusingSide = 'client' | 'path' | 'server' | 'unknown';

/** Who may refuse, given on whose side it happens. */
const reasons: Readonly<Record<RefusingSide, (rtt: string) => string>> = {
  path: () => 'although the server had just opened it: a firewall on the way refuses',
  client: rtt => `sooner than the server itself can answer (its round trip is ${rtt}): a firewall on this side refuses`,
  server: () => 'although the server had just opened it: a firewall there rejects it, or a NAT does not forward it',
  unknown: () =>
    'although the server had just opened it: a firewall on either side rejects it, or a NAT at the server does not forward it',
};

/** What to change for a refusal on this side, by a NAT, or by a firewall before the server. */
function repairs(side: RefusingSide, isNat: boolean): readonly string[] {
  if (isNat) return ['server/forward-passive-ports'];
  if (side === 'client') return ['client/allow-outbound'];
  return [
    'server/open-passive-ports',
    'server/passive-listener',
    ...(side === 'unknown' ? ['client/allow-outbound'] : []),
  ];
}
