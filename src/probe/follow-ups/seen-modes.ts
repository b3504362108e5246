import { isIP } from 'node:net';
import { isSameAddress } from '../../core/address-class.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { ActiveTrial, Evidence, PassiveTrial, Session } from '../../core/evidence.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { ConnectValue } from '../../core/step-values.ts';
import { clientSeenIn } from '../../ftp/quoted-addresses.ts';

/** The modes' own passive trials. */
export function passiveModes({ trials }: Evidence): readonly PassiveTrial[] {
  return trials.filter((trial): trial is PassiveTrial => trial.family === 'passive' && trial.purpose === 'mode');
}

/** The modes' own active trials. */
export function activeModes({ trials }: Evidence): readonly ActiveTrial[] {
  return trials.filter((trial): trial is ActiveTrial => trial.family === 'active' && trial.purpose === 'mode');
}

/** A control connection on which modes could be tried, or null where no login was accepted. */
function loggedIn({ sessions }: Evidence): Session['steps'] | null {
  return sessions.find(({ steps }) => steps.login.status === 'ok')?.steps ?? null;
}

/** Our own and the server's address of the control connection, or null where no login was accepted. */
export function controlEndsOf(seen: Evidence): { readonly local: string; readonly reached: string } | null {
  const connect = loggedIn(seen)?.connect;
  return connect?.status === 'ok' ? { local: connect.value.local.host, reached: connect.value.remote.host } : null;
}

/** Where the first control connection went, be it in vain; null where none was tried. */
export function firstControlEndpoint({ connections }: Evidence): Endpoint | null {
  return connections.find(({ role }) => role === 'control')?.remote ?? null;
}

/** Whether the modes' sessions were encrypted. */
export function isEncrypted(seen: Evidence): boolean {
  return loggedIn(seen)?.tls.status === 'ok';
}

/**
 * Whether it makes sense to try without TLS what failed with it, and nothing is given away: the password of an anonymous
 * login is no secret, and TLS was not demanded.
 */
export function mayDropTls(seen: Evidence): boolean {
  return isEncrypted(seen) && seen.target.user === 'anonymous' && seen.target.tls === 'auto';
}

/** Whether the advertised address is the one that the control connection reached. */
export function leadsToReached({ steps: { reply } }: PassiveTrial, reached: string): boolean {
  return reply.status === 'ok' && isSameAddress(reply.value.advertised.host, reached);
}

/** Passive connections to the right address that were not made, and those that were. */
export function passiveConnects(seen: Evidence): {
  readonly failed: readonly PassiveTrial[];
  readonly made: readonly PassiveTrial[];
} {
  const reached = controlEndsOf(seen)?.reached ?? '';
  const own = passiveModes(seen).filter(trial => leadsToReached(trial, reached));
  return {
    failed: own.filter(({ steps }) => steps.connect.status === 'failed'),
    made: own.filter(({ steps }) => steps.connect.status === 'ok'),
  };
}

/** The address at which the server says that it sees us, in STAT or in a refusal; null where it does not tell. */
export function clientSeenBy(seen: Evidence): string | null {
  const stat = seen.sessions[0]?.steps.stat;
  if (stat?.status === 'ok' && stat.value.clientSeenAs !== null) return stat.value.clientSeenAs;
  for (const { steps } of activeModes(seen)) {
    const { reply } = steps;
    if (reply.status !== 'failed' || reply.failure.kind !== 'rejected') continue;
    const address = clientSeenIn(reply.failure.text);
    // It is the server's word, and is to be sent in PORT.
    if (address !== undefined && isIP(address) !== 0) return address;
  }
  return null;
}

/** Where a control connection stood and no greeting came; null where it did not. */
export function silentEndpoint({ sessions }: Evidence): Endpoint | null {
  const steps = sessions[0]?.steps;
  if (steps?.connect.status !== 'ok' || steps.greeting.status !== 'failed') return null;
  return steps.greeting.failure.kind === 'timeout' ? steps.connect.value.remote : null;
}

/** Whether silence, a RST or an ICMP message came in place of a SYN-ACK. */
export function isUnanswered(connect: Outcome<ConnectValue>): boolean {
  if (connect.status !== 'failed') return false;
  const { kind } = connect.failure;
  return kind === 'timeout' || kind === 'refused' || kind === 'unreachable';
}
