import { type Endpoint, formatEndpoint } from '../../core/endpoint.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { Flow } from '../capture/flow.ts';

/** Which of the flows that were recorded are the runs' own: another program may talk to the same server meanwhile. */
export class OwnConnections {
  readonly #pairs = new Set<string>();
  readonly #dataPairs = new Set<string>();
  readonly #targets = new Set<string>();
  readonly #listening = new Set<string>();

  constructor(runs: readonly Evidence[]) {
    for (const run of runs) this.#note(run);
  }

  /** Whether it is one of the runs' connections; for `data`, that it carries files and no dialogue. */
  roleOf(flow: Flow): 'dialogue' | 'data' | null {
    const { opener, peer } = flow;
    const pair = pairOf(opener, peer);
    if (this.#pairs.has(pair)) return this.#dataPairs.has(pair) ? 'data' : 'dialogue';
    if (this.#listening.has(formatEndpoint(peer))) return 'data';
    // SYNs that nobody answered, of which our own end is not known: a connection of others would have said something.
    const isSilent = opener.payloadBytes === 0 && peer.payloadBytes === 0;
    return isSilent && this.#targets.has(formatEndpoint(peer)) ? 'data' : null;
  }

  #note({ connections, trials, observations = [] }: Evidence): void {
    for (const { role, local, remote } of connections) {
      if (remote === null) continue;
      if (local === null) this.#targets.add(formatEndpoint(remote));
      else {
        this.#pairs.add(pairOf(local, remote));
        if (role === 'data') this.#dataPairs.add(pairOf(local, remote));
      }
    }
    for (const { steps } of trials) {
      if ('listen' in steps && steps.listen.status === 'ok')
        this.#listening.add(formatEndpoint(steps.listen.value.local));
    }
    for (const { to } of observations) this.#targets.add(formatEndpoint(to));
  }
}

/** The two ends in an order of their own. */
export function pairOf(one: Endpoint, other: Endpoint): string {
  return [formatEndpoint(one), formatEndpoint(other)].sort().join(' ');
}
