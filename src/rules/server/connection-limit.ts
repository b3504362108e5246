import { defineRule } from '../../analysis/define-rule.ts';
import { quote } from '../../analysis/in-words.ts';

/**
 * The server allows fewer control connections beside each other than the check would use.
 *
 * Seen when: a limit for each address (vsftpd max_per_ip, ProFTPD MaxClientsPerHost, Pure-FTPd -C) is low; clients that transfer several files at once run into it.
 * Not this: a server that turns away even the first connection (service-unavailable).
 * See: RFC 959 §5.4 (421).
 */
export default defineRule({
  id: 'connection-limit',
  cause: 'server',
  side: 'server',
  severity: 'info',
  stage: 'login',
  title: 'The server limits the connections of one client',
  needs: { sessions: 'ok' },
  check({ sessions: { value } }) {
    const [refusal] = value.refusals;
    if (value.usable >= value.wanted || refusal === undefined) return undefined;
    const held = `${value.usable} of ${value.wanted}`;
    return {
      confidence: 'likely',
      summary: `The server let ${held} connections in beside each other (${quote(refusal)}); the modes were tried on those, one after another.`,
      because: ['sessions'],
      fix: ['server/connection-limit'],
    };
  },
});
