import { defineRule } from '../../analysis/define-rule.ts';
import { durationInWords } from '../../analysis/duration-in-words.ts';

/**
 * The TCP connection stands, and the server says nothing.
 *
 * Seen when: a hung or overloaded server, a proxy that accepts in its name, a port that waits for the client to speak first (HTTP, implicit TLS), a name lookup that never ends.
 * Not this: a greeting that comes late (greeting-slow); a connection that is closed (greeting-closed).
 * See: RFC 959 §5.4 (the greeting: 120, 220, 421).
 */
export default defineRule({
  id: 'greeting-missing',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'greeting',
  title: 'The server does not greet',
  needs: { 'control.connect': 'ok', 'control.greeting': 'failed' },
  check({ 'control.greeting': greeting }, _trials, { target }) {
    if (greeting.failure.kind !== 'timeout') return undefined;
    return {
      confidence: 'possible',
      summary: `${target.host} port ${target.port} accepted the connection and said nothing for ${durationInWords(greeting.tookMs)}.`,
      because: ['control.connect', 'control.greeting'],
      fix: ['server/read-log', 'server/disable-reverse-lookup'],
      values: { host: target.host, port: String(target.port) },
      next: [
        'Try it with implicit TLS: a port that waits for a TLS handshake is silent towards clear text.',
        'Connect to the port on the server itself: a greeting there means that a device between accepts in its name.',
      ],
    };
  },
});
