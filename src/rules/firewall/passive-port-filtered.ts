import { blame, findBlockingBox, traced } from '../../analysis/blocking-box.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';
import { listWords, spanOfPorts } from '../../analysis/in-words.ts';
import { judgeOtherPorts, nameOtherPort, type OtherPorts } from '../../analysis/other-ports.ts';
import { nameConnect, readPassiveConnects } from '../../analysis/passive-connects.ts';
import { isSameAddress } from '../../core/address-class.ts';

/**
 * Nothing answers at the passive port, although the same host answers at its control port.
 *
 * Seen when: the server's firewall, router or cloud rules open the control port and not the passive range; or the client's network lets no connections to high ports out.
 * Not this: RST, which is passive-port-refused; ICMP, which is passive-port-rejected; a wrong address in the 227, which has rules of its own and explains this.
 * See: RFC 959 §3.2 (data connections); RFC 1579 (passive mode and firewalls).
 */
export default defineRule({
  id: 'passive-port-filtered',
  cause: 'firewall',
  side: 'server',
  severity: 'error',
  stage: 'data-connection',
  title: 'The passive ports do not answer',
  needs: { 'control.connect': 'ok', 'port.data': 'any', 'closed-port.connect': 'any', ...traced },
  trials: { family: 'passive', needs: { reply: 'ok', connect: 'any' }, withMorePorts: true },
  check(facts, trials, { target, connections }) {
    const { 'control.connect': control, 'port.data': active } = facts;
    const reached = control.value.remote.host;
    const { failed, inside, ports } = readPassiveConnects(trials, reached);
    const silent = failed.filter(({ failure }) => failure.kind === 'timeout');
    const own = silent.filter(({ address }) => address === 'reached');
    const [first] = own.length > 0 ? own : silent;
    if (!first) return undefined;
    const told = own.length > 0 ? own : silent;
    const retransmits = connections
      .filter(({ remote }) => remote?.port === first.to.port && isSameAddress(remote.host, first.to.host))
      .map(({ synRetransmits }) => synRetransmits ?? 0);
    const sent = Math.max(0, ...retransmits) + 1;
    const times = sent > 1 ? ` (the SYN was sent ${sent} times)` : '';
    const isNat = own.length > 0 && inside !== undefined;
    const other = judgeOtherPorts(facts['closed-port.connect']);
    const box = own.length > 0 && !isNat ? findBlockingBox(facts, first.to, connections) : undefined;
    const side = box?.side ?? (isNat || other === 'answers' ? 'server' : 'unknown');
    const why = box
      ? ` ${box.words} ${blame[box.side]}`
      : isNat
        ? ` The server is behind a NAT (its own address is ${inside}) that does not forward them.`
        : own.length === 0
          ? ''
          : comparison[other](nameOtherPort(connections));
    return {
      cause: isNat ? 'nat' : 'firewall',
      side,
      confidence: box?.isProven ? 'certain' : own.length > 0 && side !== 'unknown' ? 'likely' : 'possible',
      summary: `Nothing answered at ${listWords(told.map(nameConnect))}${withinWords(first.tookMs)}${times}, while port ${target.port} of ${reached} does.${why}`,
      because: [
        ...silent.map(({ id }) => `${id}.connect`),
        ...(other === 'unknown' ? [] : ['closed-port.connect']),
        ...(box?.because ?? []),
      ],
      // At a wrong address it is a mere symptom, with nothing to put right.
      fix:
        own.length === 0
          ? []
          : [
              ...(isNat ? ['server/forward-passive-ports'] : []),
              ...(side === 'client' ? [] : ['server/open-passive-ports']),
              // Where other high ports answer, this network lets connections to them out.
              ...(side === 'client' || (side === 'unknown' && other !== 'answers') ? ['client/allow-outbound'] : []),
              ...(active.status === 'ok' ? ['client/use-active'] : []),
            ],
      values: {
        address: reached,
        ports: spanOfPorts(told.map(({ to }) => to.port)) || ports,
        client: control.value.local.host,
        ...(inside !== undefined && { inside }),
        ...(active.status === 'ok' && { mode: 'PORT' }),
      },
      next:
        side !== 'unknown'
          ? []
          : [
              "Run it from another network: if the ports answer there, this client's network drops outgoing connections to high ports; if not, the server's firewall does.",
            ],
    };
  },
});

/** What the answer at another port of the same host says of the silence at these. */
const comparison: Readonly<Record<OtherPorts, (otherPort: string) => string>> = {
  answers: otherPort => ` ${otherPort} answers at once: just the passive ports are filtered.`,
  silent: otherPort =>
    ` ${otherPort} is silent as well: either the server's firewall lets only named ports through, or this client's network lets no connections out to such ports.`,
  rejects: otherPort =>
    ` ${otherPort} is rejected: a firewall at the server or in this client's network stands between.`,
  unknown: () => '',
};
