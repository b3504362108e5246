import type { Failure } from '../../core/failure.ts';
import { alertName } from '../tls-alert.ts';
import { errnoFailure } from './errno-failure.ts';
import { maskUrls } from './mask-urls.ts';

/** What a client's message of a TLS handshake that went wrong says in the closed list of failures. */
export function tlsFailure(message: string): Failure {
  const alert = alertIn(message);
  if (alert === null) {
    const cut = errnoFailure(message, 'tls');
    if (cut?.kind === 'reset' || cut?.kind === 'timeout') return cut;
    if (/unexpected eof|closed unexpectedly|SSL_ERROR_SYSCALL|premature/i.test(message)) {
      return { kind: 'closed', operation: 'tls', errno: null, text: '' };
    }
  }
  return { kind: 'tls', operation: 'tls', errno: null, alert, reason: maskUrls(message).slice(0, 1000) };
}

/**
 * The alert that the peer sent: by its number in parentheses (GnuTLS), which may have the level in a byte above it
 * (curl's `handshake failure (552)`), or by OpenSSL's name. Null where none is named.
 */
function alertIn(message: string): string | null {
  const number = /\balert\b[^()]{0,80}\((\d{1,3})\)/i.exec(message)?.[1];
  if (number !== undefined) return alertName(Number(number) % 256) ?? number;
  return /\balert ([a-z ]{3,40})/i.exec(message)?.[1]?.trim().toLowerCase() ?? null;
}
