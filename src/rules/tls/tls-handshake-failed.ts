import { defineRule, type Match } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import type { Failure } from '../../core/failure.ts';
import type { Cause, Side } from '../../core/finding.ts';

/**
 * The TLS handshake on the control connection broke.
 *
 * Seen when: the server knows only old versions or ciphers, wants a client certificate, cannot read its own certificate; or a device cuts TLS on port 21.
 * Not this: a certificate that is not trusted, which does not end the handshake here (certificate-untrusted).
 * See: RFC 8446 §6.2 (alerts: protocol_version, handshake_failure, certificate_required).
 */
export default defineRule({
  id: 'tls-handshake-failed',
  cause: 'tls',
  side: 'server',
  severity: 'error',
  stage: 'tls',
  title: 'The TLS handshake failed',
  needs: { 'control.tls': 'failed' },
  check({ 'control.tls': { failure } }): Match | undefined {
    const blame = blameFor(failure);
    if (!blame) return undefined;
    return {
      confidence: blame.confidence,
      summary: `The TLS handshake broke: ${describeFailure(failure)}. ${blame.why}.`,
      because: ['control.tls'],
      fix: blame.fix,
      cause: blame.cause ?? 'tls',
      side: blame.side,
      next: blame.next ?? [],
    };
  },
});

interface Blame {
  readonly confidence: 'likely' | 'possible';
  readonly why: string;
  readonly fix: readonly string[];
  readonly side: Side;
  readonly cause?: Cause;
  readonly next?: readonly string[];
}

function blameFor(failure: Failure): Blame | null {
  if (failure.kind === 'closed' || failure.kind === 'reset') {
    return {
      confidence: 'possible',
      why: 'The server ended it, or a device in the path that does not allow TLS on this port',
      fix: ['server/tls-settings', 'network/alg'],
      side: 'unknown',
      next: ['Run it from another network: if TLS works there, a device in this path cuts it.'],
    };
  }
  if (failure.kind !== 'tls') return null;
  const words = `${failure.alert ?? ''} ${failure.reason}`;
  if (/protocol.version|unsupported protocol|version too low|inappropriate fallback/i.test(words)) {
    const why = 'Client and server have no version of TLS in common';
    return { confidence: 'likely', why, fix: ['server/tls-settings'], side: 'server' };
  }
  if (
    /handshake.failure|no shared cipher|no ciphers|insufficient.security|dh key too small|key too small/i.test(words)
  ) {
    const why = 'Client and server have no cipher or key in common that both accept';
    return { confidence: 'likely', why, fix: ['server/tls-settings'], side: 'server' };
  }
  if (/certificate.required|bad certificate/i.test(words)) {
    const why = 'The server wants a certificate of the client';
    return { confidence: 'likely', why, fix: ['client/give-certificate'], side: 'client' };
  }
  return {
    confidence: 'possible',
    why: 'The server’s log says more',
    fix: ['server/tls-settings', 'server/read-log'],
    side: 'server',
  };
}
