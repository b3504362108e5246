import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';
import { inboundBlock } from '../../analysis/inbound-block.ts';
import { inboundSyn } from '../../analysis/inbound-syns.ts';
import { formatEndpoint } from '../../core/endpoint.ts';

/**
 * The server's SYN reached this machine while a program listened for it, and the machine itself dropped or refused it.
 *
 * Seen when: the client's own firewall (nftables, firewalld, ufw, a security product) lets no connections in.
 * Not this: no SYN on the wire, which is active-connection-never-arrives; a SYN that was answered with SYN-ACK, which is active-handshake-incomplete.
 * See: RFC 959 §3.2 (the server opens the data connection); a packet socket sees a packet before the firewall does (packet(7)).
 */
export default defineRule({
  id: 'inbound-blocked-locally',
  cause: 'firewall',
  side: 'client',
  severity: 'error',
  stage: 'data-connection',
  title: "This machine's own firewall keeps the server's connection out",
  explains: ['active-connection-never-arrives', 'active-connection-refused', 'active-handshake-incomplete'],
  needs: { 'control.connect': 'ok', 'control.stat': 'any', 'pasv.data': 'any', 'epsv.data': 'any' },
  trials: {
    family: 'active',
    needs: { listen: 'ok', reply: 'any', accept: 'any', preliminary: 'any', completion: 'any' },
  },
  check(facts, trials, context) {
    const blocked = trials.flatMap(trial => {
      const syn = inboundSyn(trial.steps, context);
      if (syn.state !== 'came' || syn.answer === 'syn-ack') return [];
      const { accept } = trial.steps;
      // The kernel answered, and its answer is not on the wire.
      const isHeldBack =
        accept.status === 'failed' && accept.failure.kind === 'no-arrival' && accept.failure.halfOpen === 'seen';
      return [{ trial, connection: syn.connection, deed: isHeldBack ? deeds.heldBack : deeds[syn.answer] }];
    });
    const [first, ...others] = blocked;
    if (!first) return undefined;
    const { commands, shared } = inboundBlock(
      [first.trial, ...others.map(({ trial }) => trial)],
      facts,
      context.server.product,
    );
    const { connection, deed } = first;
    const from = connection.remote === null ? 'the server' : formatEndpoint(connection.remote);
    const to = connection.local === null ? 'this machine' : formatEndpoint(connection.local);
    return {
      ...shared,
      cause: 'firewall',
      confidence: 'certain',
      summary: `After ${commands} the server's SYN from ${from} reached this machine at ${to}, where a program listened, and the machine itself ${deed}: its own firewall keeps it out.`,
      because: [...new Set(blocked.map(({ trial }) => `${trial.id}.accept`))],
      fix: [...shared.fix.filter(key => key === 'client/use-passive'), 'client/allow-inbound'],
      values: {
        ...shared.values,
        listen: listWords(blocked.map(({ connection: { local } }) => `${local?.port ?? ''}`)),
      },
      next: [],
    };
  },
});

const deeds = {
  heldBack: 'answered it, but let its own answer not out',
  none: 'did not answer it',
  reset: 'refused it with a RST',
  icmp: 'rejected it with an ICMP message',
} as const;
