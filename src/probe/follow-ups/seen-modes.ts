import { isSameAddress } from '../../core/address-class.ts';
import type { ActiveTrial, Evidence, PassiveTrial } from '../../core/evidence.ts';
import { clientSeenIn } from '../../ftp/quoted-addresses.ts';

/** The modes' own passive trials. */
export function passiveModes({ trials }: Evidence): readonly PassiveTrial[] {
  return trials.filter((trial): trial is PassiveTrial => trial.family === 'passive' && trial.purpose === 'mode');
}

/** The modes' own active trials. */
export function activeModes({ trials }: Evidence): readonly ActiveTrial[] {
  return trials.filter((trial): trial is ActiveTrial => trial.family === 'active' && trial.purpose === 'mode');
}

/** Our own and the server's address of the control connection, or null where none stood. */
export function controlEndsOf({ sessions }: Evidence): { readonly local: string; readonly reached: string } | null {
  const connect = sessions.at(-1)?.steps.connect;
  return connect?.status === 'ok' ? { local: connect.value.local.host, reached: connect.value.remote.host } : null;
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
    if (address !== undefined) return address;
  }
  return null;
}

/** Whether the modes' sessions were encrypted. */
export function isEncrypted({ sessions }: Evidence): boolean {
  return sessions.at(-1)?.steps.tls.status === 'ok';
}
