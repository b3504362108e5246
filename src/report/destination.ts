import type { Endpoint } from '../core/endpoint.ts';
import type { AnyObservation, Evidence, Trial } from '../core/evidence.ts';

/**
 * Where the client's own connection of a trial or observation was to go: what the reply named, unless an experiment put
 * another address in its place. Null for active mode, and where no reply named anything.
 */
export function destinationOf(one: Trial | AnyObservation, { sessions, trials }: Evidence): Endpoint | null {
  if ('to' in one) return one.to;
  if (one.family !== 'passive' || one.steps.reply.status !== 'ok') return null;
  const { advertised } = one.steps.reply.value;
  const host = otherHost(one.id, sessions, trials);
  return host === null ? advertised : { host, port: advertised.port };
}

function otherHost(id: string, sessions: Evidence['sessions'], trials: readonly Trial[]): string | null {
  if (id === 'control-address') {
    const connect = sessions.map(({ steps }) => steps.connect).find(({ status }) => status === 'ok');
    return connect?.status === 'ok' ? connect.value.remote.host : null;
  }
  if (id !== 'advertised-address') return null;
  const pasv = trials.find(trial => trial.id === 'pasv');
  return pasv?.family === 'passive' && pasv.steps.reply.status === 'ok' ? pasv.steps.reply.value.advertised.host : null;
}
