import { judgeArrival, wordsOfServer } from '../../analysis/arrival.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { withinWords } from '../../analysis/duration-in-words.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';
import { inboundBlock, nameInboundBlock } from '../../analysis/inbound-block.ts';
import { inboundSyn } from '../../analysis/inbound-syns.ts';

/**
 * The server took PORT or EPRT, and no connection of its own reached the client's listener.
 *
 * Seen when: the client's firewall or NAT drops incoming connections, or the server's network lets none out.
 * Not this: a 425 within the round trip, which is active-connection-refused; a SYN that came, which is active-handshake-incomplete.
 * See: RFC 959 §3.2 (the server opens the data connection); RFC 1579 (firewalls and active mode).
 */
export default defineRule({
  id: 'active-connection-never-arrives',
  cause: 'firewall',
  side: 'unknown',
  severity: 'error',
  stage: 'data-connection',
  title: "The server's connection never reaches the client",
  needs: { 'control.connect': 'ok', 'control.stat': 'any', 'pasv.data': 'any', 'epsv.data': 'any' },
  trials: {
    family: 'active',
    needs: { listen: 'ok', reply: 'any', accept: 'any', preliminary: 'any', completion: 'any' },
  },
  check(facts, trials, context) {
    const [first, ...others] = trials.filter(trial => ['silent', 'missing'].includes(judgeArrival(trial, context)));
    if (!first) return undefined;
    const block = inboundBlock([first, ...others], facts, context.server.product);
    const { accept } = first.steps;
    const words = wordsOfServer(first);
    const waited = accept.status === 'failed' ? accept.tookMs : (words?.tookMs ?? 0);
    const isSynMissing =
      accept.status === 'failed' && accept.failure.kind === 'no-arrival' && accept.failure.halfOpen === 'none';
    const isNoneHere = [first, ...others].every(({ steps }) => inboundSyn(steps, context).state === 'none');
    const said = words ? `; the server then said ${quoteRefusal(words.failure)}` : '';
    const isNat = block.nat.state !== 'not-seen';
    const who = nameInboundBlock(block);
    const why = isNat
      ? `most likely ${who} drops it`
      : isNoneHere
        ? "none was on this machine's wire, so that not its own firewall drops it: a router or firewall on the way does, or the server's network lets none out"
        : `either ${who} drops it, or the server's network lets none out`;
    return {
      ...block.shared,
      side: isNat ? 'client' : 'unknown',
      fix: [...block.shared.fix, ...(isNat ? [] : ['server/allow-outbound'])],
      confidence: isNat ? 'likely' : 'possible',
      summary: `No ${isSynMissing ? 'SYN' : 'connection'} from the server came to ${block.announced}${withinWords(waited)} of ${block.commands}${said}: ${why}.`,
      next: [
        ...(isNoneHere
          ? []
          : [
              'Capture at the client while it runs: a SYN that arrives is dropped by the client itself; none is dropped on the way.',
            ]),
        "Run it from another network: if active mode fails there too, the server's side lets no connections out.",
      ],
    };
  },
});
