import { defineRule } from '../../analysis/define-rule.ts';
import { foreignRefusals, listeningPorts } from '../../analysis/foreign-refusals.ts';
import { listWords, quoteRefusal } from '../../analysis/in-words.ts';
import { isPrivate } from '../../core/address-class.ts';

/**
 * The server refuses PORT or EPRT because it sees the client at another address than the command names.
 *
 * Seen when: the client is behind a NAT without an FTP helper, or TLS hides the command from the helper.
 * Not this: an address given by hand, which is active-address-mismatch; active mode switched off, which is active-refused-by-policy.
 * See: RFC 2577 §3 (a server should not connect to third hosts); RFC 959 §5.3 (PORT).
 */
export default defineRule({
  id: 'active-refused-client-nat',
  cause: 'nat',
  side: 'client',
  severity: 'error',
  stage: 'mode',
  title: "A NAT on the client's side makes active mode impossible",
  needs: {
    'control.connect': 'ok',
    'control.stat': 'any',
    'pasv.data': 'any',
    'epsv.data': 'any',
    'seen-address.reply': 'any',
    'seen-address.data': 'any',
    'clear-port.accept': 'any',
  },
  trials: { family: 'active', needs: { listen: 'ok', reply: 'failed' } },
  check(facts, trials, { server }) {
    const control = facts['control.connect'];
    const stat = facts['control.stat'];
    const refused = foreignRefusals(trials, 'client-nat', { control, stat, product: server.product });
    const [first] = refused;
    if (!first) return undefined;
    const withSeen = facts['seen-address.reply'];
    // The address alone was refused, and the one that the server sees was not.
    const isTaken = withSeen.status === 'ok';
    const isRefusedToo = withSeen.status === 'failed' && withSeen.failure.kind === 'rejected';
    const isProven = (first.seen !== undefined || first.arrived !== undefined) && !isRefusedToo;
    const isLikely = isPrivate(first.announced) && !isPrivate(control.value.remote.host);
    const sees = isProven ? 'sees' : isLikely ? 'most likely sees' : 'may see';
    const commands = listWords(refused.map(({ command }) => command));
    const works = facts['epsv.data'].status === 'ok' || facts['pasv.data'].status === 'ok';
    const carries = facts['seen-address.data'].status === 'ok';
    const trying = !isTaken
      ? ''
      : carries
        ? ` With ${first.seen} in its place active mode works.`
        : ` ${first.seen} in its place is taken, but no connection comes of it: nothing is forwarded there.`;
    return {
      confidence: isProven ? 'certain' : isLikely ? 'likely' : 'possible',
      summary: `${commands} named ${first.announced}, and the server answered ${quoteRefusal(first.words)}: it ${sees} this client at ${first.seen ?? 'another address'}.${trying}`,
      because: [
        ...refused.map(({ step }) => step),
        ...(stat.status === 'ok' && first.seen ? ['control.stat'] : []),
        ...(isTaken ? ['seen-address.reply'] : []),
      ],
      // Beside a helper (ALG), an outside address in the command breaks what the helper would have mended.
      fix: [
        ...(works ? ['client/use-passive'] : []),
        ...(facts['clear-port.accept'].status === 'ok' ? [] : ['client/forward-active-ports']),
      ],
      values: {
        announced: first.announced,
        listen: listeningPorts(trials),
        ...(first.seen !== undefined && { client: first.seen }),
        ...(works && { mode: facts['epsv.data'].status === 'ok' ? 'EPSV' : 'PASV' }),
      },
      next: isProven
        ? []
        : [
            "Compare this client's address with the one that the server's log shows for it: if they differ, a NAT stands between.",
          ],
    };
  },
});
