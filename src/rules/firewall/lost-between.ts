import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

/**
 * Two captures of one session show a data connection's SYN on the side that sent it, and not on the other: it was dropped in between.
 *
 * Seen when: a firewall or NAT between the two places of capture lets the control connection through and not the data connection.
 * Not this: a SYN that arrives and is not answered, which is the far host's own firewall.
 * See: RFC 9293 §3.8.3 (a SYN is sent again until the limit); RFC 2979 (firewall requirements).
 */
export default defineRule({
  id: 'lost-between',
  cause: 'firewall',
  side: 'path',
  severity: 'error',
  stage: 'data-connection',
  title: 'Data connections are dropped between the two captures',
  explains: ['passive-port-filtered', 'active-connection-never-arrives', 'active-connection-refused'],
  needs: { 'control.connect': 'ok' },
  trials: { family: 'any', needs: { reply: 'ok' } },
  check(_facts, trials, { between }) {
    const lost = between?.lost ?? [];
    const [first] = lost;
    if (!first) return undefined;
    const openers = [...new Set(lost.map(({ opener }) => opener))];
    const of = openers.map(opener => (opener === 'client' ? "the client's" : "the server's"));
    return {
      confidence: 'certain',
      summary: `${listWords(of)} SYN to ${listWords(lost.map(({ to }) => formatEndpoint(to)))} is in the capture of the side that sent it and not in the other one: what stands between the two captures drops it.`,
      because: trials.map(({ id }) => `${id}.reply`),
      fix: openers.includes('client') ? ['server/open-passive-ports'] : ['client/allow-inbound'],
      values: { address: first.to.host, ports: `${first.to.port}`, listen: `${first.to.port}` },
    };
  },
});
