import { defineRule, type Match } from '../../analysis/define-rule.ts';
import { durationInWords } from '../../analysis/duration-in-words.ts';
import type { Outcome } from '../../core/outcome.ts';

const implicitPort = 990;

/**
 * Client and server do not agree on when TLS begins: at once (implicit) or after AUTH TLS (explicit).
 *
 * Seen when: implicit TLS is set for port 21, where the server greets in clear; or explicit TLS for port 990, where it waits for a TLS handshake.
 * Not this: a handshake that both began and that failed over versions or ciphers (tls-handshake-failed).
 * See: RFC 4217 §4 and §A; OpenSSL's "wrong version number", which is a clear "220 " read as TLS.
 */
export default defineRule({
  id: 'tls-mode-mismatch',
  cause: 'tls',
  side: 'client',
  severity: 'error',
  stage: 'tls',
  title: 'Implicit and explicit TLS are mixed up',
  explains: ['greeting-missing', 'tls-handshake-failed'],
  needs: { 'control.tls': 'any', 'control.greeting': 'any', 'tls-hello.tls': 'any' },
  check(facts, _trials, { target }): Match | undefined {
    const { 'control.tls': tls, 'control.greeting': greeting, 'tls-hello.tls': hello } = facts;
    const values = { host: target.host, port: String(target.port) };
    if (target.tls === 'implicit' && isClearAnswer(tls)) {
      return {
        confidence: 'likely',
        summary: `Implicit TLS was asked for, and ${target.host} port ${target.port} answered in clear text: it wants explicit TLS (AUTH TLS) or none.`,
        because: ['control.tls'],
        fix: ['client/use-explicit-tls'],
        values,
      };
    }
    if (hello.status === 'ok' && greeting.status === 'failed') {
      return {
        confidence: 'certain',
        summary: `${target.host} port ${target.port} said nothing in clear for ${durationInWords(greeting.tookMs)}, and answers a TLS handshake at once (${hello.value.protocol}): it wants implicit TLS.`,
        because: ['control.greeting', 'tls-hello.tls'],
        fix: ['client/use-implicit-tls'],
        values,
      };
    }
    const isSilent = greeting.status === 'failed' && greeting.failure.kind === 'timeout';
    if (target.tls === 'implicit' || target.port !== implicitPort || !isSilent) return undefined;
    return {
      confidence: 'likely',
      summary: `Port ${implicitPort} said nothing for ${durationInWords(greeting.tookMs)}: it is the port of implicit TLS, and waits for a TLS handshake.`,
      because: ['control.greeting'],
      fix: ['client/use-implicit-tls'],
      values,
    };
  },
});

/** Whether the TLS handshake broke because the peer's answer was not TLS at all. */
function isClearAnswer(tls: Outcome<unknown>): boolean {
  return (
    tls.status === 'failed' &&
    tls.failure.kind === 'tls' &&
    tls.failure.alert === null &&
    /wrong version number|packet length too long|unknown protocol|http request|unexpected message/i.test(
      tls.failure.reason,
    )
  );
}
