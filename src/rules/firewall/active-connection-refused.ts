import { refusingSide } from '../../analysis/answering-side.ts';
import { judgeArrival, wordsOfServer } from '../../analysis/arrival.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { inboundBlock, nameInboundBlock } from '../../analysis/inbound-block.ts';

/**
 * The server took PORT or EPRT and gave up at once: something answered its SYN with RST or ICMP.
 *
 * Seen when: the client's NAT has nothing forwarded, its firewall rejects, or an address set by hand is not handled by the FTP helper.
 * Not this: a 425 after many seconds or none at all, which is active-connection-never-arrives; the server could not begin, which is active-connection-not-made.
 * See: RFC 959 §5.4 (425); a refused SYN costs the server one round trip, a dropped one 30 to 120 s (vsftpd 60 s, Pure-FTPd and pyftpdlib 30 s).
 */
export default defineRule({
  id: 'active-connection-refused',
  cause: 'firewall',
  side: 'unknown',
  severity: 'error',
  stage: 'data-connection',
  title: "The server's connection to the client is refused",
  needs: { 'control.connect': 'ok', 'control.stat': 'any', 'pasv.data': 'any', 'epsv.data': 'any' },
  trials: {
    family: 'active',
    needs: { listen: 'ok', reply: 'any', accept: 'any', preliminary: 'any', completion: 'any' },
  },
  check(facts, trials, context) {
    const [first, ...others] = trials.filter(trial => judgeArrival(trial, context) === 'refused');
    const words = first && wordsOfServer(first);
    if (!first || !words) return undefined;
    const block = inboundBlock([first, ...others], facts, context.server.product);
    const isNat = block.nat.state !== 'not-seen';
    const side = isNat ? 'client' : refusingSide(words.tookMs, context.rttMs);
    const { because, fix, ...shared } = block.shared;
    return {
      ...shared,
      because,
      side,
      fix:
        side === 'server'
          ? ['server/allow-outbound']
          : [...fix, ...(side === 'unknown' ? ['server/allow-outbound'] : [])],
      confidence: side === 'unknown' ? 'possible' : 'likely',
      summary: `After ${block.commands} the server answered ${quoteRefusal(words.failure)}${withinWords(words.tookMs)}: its connection to ${block.announced} was refused at once, ${whoRefuses[side](nameInboundBlock(block))}.`,
      next: [
        'Capture at the client while it runs: a SYN from the server that is answered with RST is refused here; no SYN means that it is refused on the way.',
      ],
    };
  },
});

/** Who refuses, given on whose side it happens and what stands on this one. */
const whoRefuses: Readonly<Record<'client' | 'server' | 'unknown', (here: string) => string>> = {
  client: here => `most likely by ${here}`,
  server: () => "sooner than this client could answer: a firewall on the server's side lets no connections out",
  unknown: here => `by ${here}, or by one on the server's side that lets no connections out`,
};
