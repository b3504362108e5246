import { defineRule } from '../../analysis/define-rule.ts';
import { durationInWords } from '../../analysis/duration-in-words.ts';
import { listWords, spanOfPorts } from '../../analysis/in-words.ts';
import { isNearerThanServer, nameConnect, readPassiveConnects } from '../../analysis/passive-connects.ts';

/**
 * The passive port is refused with RST or ICMP port-unreachable, although the server has just announced it.
 *
 * Seen when: a container publishes or a NAT forwards the control port alone, another host answers at the address, the listener is gone already, or a firewall rejects.
 * Not this: silence, which is passive-port-filtered; a wrong address in the 227, which has rules of its own and explains this.
 * See: RFC 9293 §3.5.2 (RST answers a SYN to a closed port); iptables `REJECT` looks the same to the client.
 */
export default defineRule({
  id: 'passive-port-refused',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The passive ports are refused',
  needs: { 'control.connect': 'ok', 'port.data': 'any' },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' } },
  check({ 'control.connect': control, 'port.data': active }, trials, { rttMs }) {
    const reached = control.value.remote.host;
    const { failed, inside } = readPassiveConnects(trials, reached);
    const refused = failed.filter(({ failure }) => failure.kind === 'refused');
    const own = refused.filter(({ address }) => address === 'reached');
    const told = own.length > 0 ? own : refused;
    const [first] = told;
    if (!first) return undefined;
    const isNat = own.length > 0 && inside !== undefined;
    const isNear = own.length > 0 && own.every(({ tookMs }) => isNearerThanServer(tookMs, rttMs));
    const speed = durationInWords(first.tookMs);
    const why = isNear
      ? `sooner than the server itself can answer (its round trip is ${durationInWords(rttMs ?? 0)}): something on this side refuses`
      : isNat
        ? `and the server is behind a NAT (its own address is ${inside}) that does not forward them`
        : 'because nothing listens there: the ports are not published or forwarded, or a firewall rejects';
    return {
      cause: isNear ? 'firewall' : isNat ? 'nat' : 'server',
      side: isNear ? 'client' : 'server',
      confidence: isNear || isNat ? 'likely' : 'possible',
      summary: `${listWords(told.map(nameConnect))} refused the connection after ${speed}, ${why}.`,
      because: refused.map(({ id }) => `${id}.connect`),
      // At a wrong address it is a mere symptom, with nothing to put right.
      fix:
        own.length === 0 ? [] : [...repairs(isNear, isNat), ...(active.status === 'ok' ? ['client/use-active'] : [])],
      values: {
        address: reached,
        ports: spanOfPorts(told.map(({ to }) => to.port)),
        client: control.value.local.host,
        ...(inside !== undefined && { inside }),
        ...(active.status === 'ok' && { mode: 'PORT' }),
      },
      next: [
        "Capture the refusal: a RST whose TTL differs from that of the control connection's SYN-ACK comes from a box on the way.",
        'Try the same port on the server itself: if it answers there, a firewall or a NAT stands between.',
      ],
    };
  },
});

/** What to change for a refusal on this side, by a NAT, or by the server or a firewall before it. */
function repairs(isNear: boolean, isNat: boolean): readonly string[] {
  if (isNear) return ['client/allow-outbound'];
  return isNat ? ['server/forward-passive-ports'] : ['server/open-passive-ports', 'server/passive-listener'];
}
