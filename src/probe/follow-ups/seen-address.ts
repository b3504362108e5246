import { isIP } from 'node:net';
import { isSameAddress } from '../../core/address-class.ts';
import type { Evidence } from '../../core/evidence.ts';
import { runActiveTrial } from '../active-trial.ts';
import type { SessionExperiment } from './experiment.ts';
import { activeModes, clientSeenBy } from './seen-modes.ts';

/** PORT with the address at which the server sees us: whether the address, or active mode itself, is what it refuses. */
export const seenAddress: SessionExperiment = {
  id: 'seen-address',
  on: 'session',
  dataConnections: () => 1,
  decidesWithinMs: ({ dataConnectionMs }) => dataConnectionMs,
  why(seen) {
    const address = addressToTry(seen);
    return address === null ? null : `Trying active mode with ${address}, as the server sees this client`;
  },
  async run(bench, why, session) {
    const address = addressToTry(bench.seen);
    if (address === null) return;
    const command = address.includes(':') ? 'EPRT' : 'PORT';
    bench.trials.push(await runActiveTrial(bench.run, session, command, { id: 'seen-address', why, address }));
  },
};

function addressToTry(seen: Evidence): string | null {
  const address = clientSeenBy(seen);
  const failed = activeModes(seen).find(
    ({ steps }) => steps.reply.status === 'failed' || steps.accept.status === 'failed',
  );
  const listen = failed?.steps.listen;
  if (address === null || listen?.status !== 'ok') return null;
  const { host } = listen.value.announced;
  return isSameAddress(host, address) || isIP(host) !== isIP(address) ? null : address;
}
