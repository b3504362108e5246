import type { Evidence } from '../core/evidence.ts';
import { addressOf } from './addresses.ts';

/** Values for the advice's placeholders that the run itself gives: `host`, `address`, `port`, `user`, `url`, `tls`. */
export function targetValues(evidence: Evidence): Readonly<Record<string, string>> {
  const { target, sessions } = evidence;
  const address = addressOf(evidence);
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  const isEncrypted = sessions.some(({ steps }) => steps.tls.status === 'ok');
  const isImplicit = target.tls === 'implicit';
  return {
    host,
    ...(address !== null && { address }),
    port: String(target.port),
    user: target.user,
    url: `${isImplicit ? 'ftps' : 'ftp'}://${host}${target.port === (isImplicit ? 990 : 21) ? '' : `:${target.port}`}/`,
    tls: isEncrypted && !isImplicit ? '--ssl-reqd' : '',
  };
}
