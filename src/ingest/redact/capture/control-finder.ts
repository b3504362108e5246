import type { Endpoint } from '../../../core/endpoint.ts';
import type { Flow, Side } from '../../capture/flow.ts';
import type { FlowListener } from '../../capture/flow-listener.ts';
import { mayBeFtp, Recogniser } from '../../capture/sessions/recogniser.ts';

/** FTP, and FTP with implicit TLS: what is said there is what is looked for, whatever it is. */
const usualPorts: ReadonlySet<number> = new Set([21, 990]);
/** Flows of which it is not known yet what they are. */
const mostUndecided = 20_000;

/** Finds the control connections among the TCP connections of a capture: at the usual ports, and by what is said on others. */
export class ControlFinder implements FlowListener {
  readonly #found: (client: Endpoint, server: Endpoint) => void;
  readonly #undecided = new Map<number, Recogniser>();
  readonly #servers = new Set<string>();

  /** `found` is told the ends of each; several times where ports were used again. */
  constructor(found: (client: Endpoint, server: Endpoint) => void) {
    this.#found = found;
  }

  began(): void {}

  opened(flow: Flow): void {
    const { host, port } = flow.peer;
    if (usualPorts.has(port) || this.#servers.has(`${host} ${port}`)) this.#tell(flow, 'opener');
  }

  payload(flow: Flow, side: Side, bytes: Uint8Array, atMs: number): 'more' | 'enough' {
    let recogniser = this.#undecided.get(flow.id);
    if (recogniser === undefined) {
      if (usualPorts.has(flow.peer.port) || !mayBeFtp(bytes[0] ?? 0) || this.#undecided.size >= mostUndecided) {
        return 'enough';
      }
      recogniser = new Recogniser(flow.isOpenerKnown);
      this.#undecided.set(flow.id, recogniser);
    }
    const recognition = recogniser.push(side, bytes, atMs);
    if (recognition === 'undecided') return 'more';
    this.#undecided.delete(flow.id);
    if (recognition !== 'other') this.#tell(flow, recognition.client);
    return 'enough';
  }

  gap(): void {}

  ended(flow: Flow): void {
    this.#undecided.delete(flow.id);
  }

  icmp(): void {}

  #tell({ opener, peer }: Flow, client: Side): void {
    const [from, to] = client === 'opener' ? [opener, peer] : [peer, opener];
    this.#servers.add(`${to.host} ${to.port}`);
    this.#found(from, to);
  }
}
