import { defineRule } from '../../analysis/define-rule.ts';
import { afterWords } from '../../analysis/duration-in-words.ts';

const slowMs = 3000;
/** On a slow path everything is slow: the greeting must take longer than this many round trips. */
const slowRoundTrips = 20;

/**
 * The greeting came seconds after the connection stood.
 *
 * Seen when: the server looks up the client's name (reverse DNS) or asks its port 113 (ident), and neither answers.
 * Not this: a slow path, where every reply takes long.
 * See: RFC 1413 (ident); vsftpd reverse_lookup_enable, ProFTPD UseReverseDNS and IdentLookups, Pure-FTPd DontResolve.
 */
export default defineRule({
  id: 'greeting-slow',
  cause: 'server',
  side: 'server',
  severity: 'warning',
  stage: 'greeting',
  title: 'The server takes seconds to greet',
  needs: { 'control.greeting': 'ok' },
  check({ 'control.greeting': { tookMs } }, _trials, { rttMs }) {
    if (tookMs < slowMs || tookMs < slowRoundTrips * (rttMs ?? 0)) return undefined;
    return {
      confidence: 'possible',
      summary: `The greeting came${afterWords(tookMs)}, most likely because the server looks up this client's name or asks its ident port first.`,
      because: ['control.greeting'],
      fix: ['server/disable-reverse-lookup'],
      next: ['Capture on this machine: a SYN from the server to port 113 proves that it is ident.'],
    };
  },
});
