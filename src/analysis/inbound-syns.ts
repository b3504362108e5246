import type { Connection } from '../core/connection.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ConnectValue, ListenValue } from '../core/step-values.ts';

interface ListeningSteps {
  readonly listen: Outcome<ListenValue>;
  readonly accept: Outcome<ConnectValue>;
}

/** What captured packets tell of the server's SYN to our listener, where no connection was accepted. */
export type InboundSyn =
  /** It reached this machine; `answer` is what this machine's own packets said to it. */
  | { readonly state: 'came'; readonly connection: Connection; readonly answer: 'none' | 'syn-ack' | 'reset' | 'icmp' }
  /** None came, and no packet was lost to the capture. */
  | { readonly state: 'none' }
  | { readonly state: 'unknown' };

/** The connection that the server opened, or was to open, to this port of ours. */
export function connectionTo(port: number, connections: readonly Connection[]): Connection | undefined {
  return connections.find(({ role, opener, local }) => role === 'data' && opener === 'server' && local?.port === port);
}

/** Looks for the server's SYN among the packets that the run itself recorded, in the time in which we listened. */
export function inboundSyn(
  { listen, accept }: ListeningSteps,
  { connections, capture }: Pick<Evidence, 'connections' | 'capture'>,
): InboundSyn {
  // In a capture that was made elsewhere, a SYN is not one that came here.
  if (capture === undefined || capture.by === 'none') return { state: 'unknown' };
  if (listen.status !== 'ok' || accept.status !== 'failed') return { state: 'unknown' };
  const { host, port } = listen.value.local;
  const connection = connectionTo(port, connections);
  if (connection === undefined) return { state: 'unknown' };
  const { syn, synAck } = connection.handshake;
  if (syn.state === 'missing' && syn.known === 'packet') return { state: 'none' };
  // What comes when nobody listens any more is refused, and says nothing.
  if (syn.state !== 'seen' || syn.known !== 'packet' || syn.atMs > accept.startedMs + accept.tookMs) {
    return { state: 'unknown' };
  }
  if (synAck.state === 'seen') return { state: 'came', connection, answer: 'syn-ack' };
  if (connection.packets?.client.reset) return { state: 'came', connection, answer: 'reset' };
  const isOwnMessage = connection.packets?.icmp.some(({ from }) => from === host) ?? false;
  return { state: 'came', connection, answer: isOwnMessage ? 'icmp' : 'none' };
}
