import { type Endpoint, formatEndpoint } from '../core/endpoint.ts';
import type { ConnectValue, ResolvedAddress } from '../core/step-values.ts';
import { NetError, type Stream } from '../net/net.ts';
import type { ConnectionRecord } from './connection-log.ts';
import { type RunContext, Withdrawn } from './run-context.ts';

/** A connection that stands, with the record of how it came about. */
export interface Connected {
  readonly stream: Stream;
  readonly record: ConnectionRecord;
}

/** Lets go of a connection, after a last look at what the kernel tells of it. */
export function letGo({ stream, record }: Connected): void {
  record.kernel = stream.kernelFacts();
  stream.end();
}

export function connectValue({ stream, record }: Connected): ConnectValue {
  return { connection: record.id, local: stream.local, remote: stream.remote };
}

/** How long an address gets before the next one is tried beside it (RFC 8305 §5 asks for 250 ms and allows more). */
const headStartMs = 400;

interface Attempt {
  readonly to: Endpoint;
  readonly role: 'control' | 'data' | 'other';
  readonly limitMs: number;
  /** Gives up when this settles. */
  readonly unless?: Promise<unknown>;
}

/** Opens one TCP connection to exactly this endpoint and writes down its handshake as the socket shows it. */
export async function connectTo(run: RunContext, { to, role, limitMs, unless }: Attempt): Promise<Connected> {
  const record = run.connections.open(role, 'client');
  record.remote = to;
  record.seen('syn', run.elapsed());
  const abort = new AbortController();
  const attempt = run.net.connect({ to, from: run.options.sourceAddress, signal: abort.signal });
  try {
    const stream = await run.limit(attempt, limitMs, 'connect', unless);
    record.local = stream.local;
    // Nothing but its SYN can have been sent more than once by now.
    record.synRetransmits = stream.kernelFacts()?.retransmits ?? null;
    record.seen('synAck', run.elapsed());
    record.seen('ack', run.elapsed());
    return { stream, record };
  } catch (error) {
    if (error instanceof NetError) {
      const { failure, icmp } = error;
      if (icmp !== null) record.icmp = { ...icmp, atMs: run.elapsed() };
      const timedOut = failure.kind === 'timeout';
      if (timedOut) record.synRetransmits = (await run.net.synState(to)).synRetransmits;
      record.missing('synAck', record.synRetransmits === null ? 'socket' : 'kernel');
      if (failure.kind === 'unreachable') {
        throw new NetError({ ...failure, hasRoute: await run.net.hasRoute(to.host) }, icmp);
      }
    }
    throw error;
  } finally {
    abort.abort();
  }
}

/**
 * Connects to the first of several addresses that answers: in their order, each with a head start over the next. Every
 * attempt is recorded. Rejects with the first address's failure when none answers.
 */
export async function connectToAny(
  run: RunContext,
  addresses: readonly ResolvedAddress[],
  port: number,
): Promise<Connected> {
  let isOver = false;
  let won = (): void => undefined;
  const over = new Promise<void>(resolve => {
    won = () => {
      isOver = true;
      resolve();
    };
  });
  let previous: Promise<unknown> = Promise.resolve();
  const attempts = addresses.map(({ address }, index) => {
    const mayStart =
      index === 0 ? previous : Promise.race([run.delay(headStartMs * index), previous.catch(() => undefined)]);
    const limitMs = run.patience.controlConnectMs;
    const to = { host: address, port };
    const attempt = mayStart.then(() => {
      if (isOver) throw new Withdrawn();
      run.observer.progress(`Connecting to ${formatEndpoint(to)}`);
      return connectTo(run, { to, role: 'control', limitMs, unless: over });
    });
    // A success must not start the next one either: only a failure or the head start does.
    previous = attempt.then(() => new Promise<never>(() => undefined));
    previous.catch(() => undefined);
    return attempt;
  });
  try {
    return await Promise.any(attempts);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  } finally {
    won();
  }
}
