import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';
import { promptLimitMs } from '../../analysis/promptness.ts';
import type { ServerProduct } from '../../core/evidence.ts';

/** These close such a connection without a word, and go on waiting for the right one. */
const silentAboutIt: ReadonlySet<ServerProduct> = new Set<ServerProduct>(['pure-ftpd', 'filezilla-server']);

/**
 * The server closes each passive connection as soon as it stands, and goes on as if none had come.
 *
 * Seen when: the client's NAT has several outside addresses and the data connection leaves from another one than the control connection; Pure-FTPd closes it in silence.
 * Not this: a server that says why (data-peer-rejected); a connection that stays open without an answer (transfer-unanswered).
 * See: RFC 2577 §3 (only the client's own address should get the data); Pure-FTPd src/ftpd.c waits for the right peer.
 */
export default defineRule({
  id: 'data-peer-dropped',
  cause: 'nat',
  side: 'client',
  severity: 'error',
  stage: 'transfer',
  title: 'The server drops the data connection as a stranger’s',
  explains: ['transfer-unanswered'],
  needs: { 'control.connect': 'ok' },
  trials: { family: 'passive', needs: { connect: 'ok', preliminary: 'failed', data: 'ok' } },
  check({ 'control.connect': control }, trials, { server, rttMs }) {
    const dropped = trials.filter(
      ({ steps: { preliminary, data } }) =>
        preliminary.failure.kind === 'timeout' && data.value.bytes === 0 && data.tookMs <= promptLimitMs(rttMs),
    );
    const [first] = dropped;
    if (!first || !silentAboutIt.has(server.product)) return undefined;
    return {
      confidence: 'possible',
      summary: `The server closed the data connection of ${listWords(dropped.map(({ command }) => command))} at once and left LIST unanswered, as ${server.name || 'this server'} does with a connection from another address than the control connection's: a NAT with several outside addresses on the client's side makes such ones.`,
      because: dropped.flatMap(({ id }) => [`${id}.preliminary`, `${id}.data`]),
      fix: ['client/one-outside-address', 'server/allow-foreign-data'],
      values: { client: control.value.local.host },
      next: ['Compare the addresses of control and data connection in a capture at the server.'],
    };
  },
});
