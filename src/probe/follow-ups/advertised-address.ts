import { isPrivate } from '../../core/address-class.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { SessionExperiment } from './experiment.ts';
import { runPassiveExperiment } from './passive-experiment.ts';
import { controlEndsOf, leadsToReached, passiveModes } from './seen-modes.ts';

/** A port that EPSV gave at the address that PASV gave: whether that other public address leads to the server at all. */
export const advertisedAddress: SessionExperiment = {
  id: 'advertised-address',
  on: 'session',
  dataConnections: () => 1,
  decidesWithinMs: ({ experimentMs }) => experimentMs,
  why(seen) {
    const host = otherAddress(seen);
    return host === null ? null : `Trying a port of EPSV at ${host}, the address in the 227`;
  },
  async run(bench, why, session) {
    const { run, seen } = bench;
    const host = otherAddress(seen);
    if (host === null) return;
    const limitMs = run.patience.experimentMs;
    const trial = { id: 'advertised-address', command: 'EPSV', why, limitMs, path: run.options.path } as const;
    bench.trials.push(await runPassiveExperiment(run, session, { ...trial, to: ({ port }) => ({ host, port }) }));
  },
};

/** The address in the 227 where it is public, not the one reached, refused us, and EPSV was answered; otherwise null. */
function otherAddress(seen: Evidence): string | null {
  const reached = controlEndsOf(seen)?.reached;
  const [pasv, epsv] = passiveModes(seen);
  if (reached === undefined || pasv?.steps.reply.status !== 'ok' || epsv?.steps.reply.status !== 'ok') return null;
  const { connect, reply } = pasv.steps;
  const { host } = reply.value.advertised;
  const isRefused = connect.status === 'failed' && connect.failure.kind === 'refused';
  return isRefused && !isPrivate(host) && !leadsToReached(pasv, reached) ? host : null;
}
