import type { Endpoint } from '../../../core/endpoint.ts';
import { hopsOf } from '../../../core/hops.ts';
import type { Recording } from '../../recording.ts';
import type { Flow, FlowEnd, Side } from '../flow.ts';
import { tellAbsentData } from './absent-data.ts';
import type { Announcement } from './announcement.ts';
import { connectOutcome } from './connect-outcome.ts';
import { ControlDialogue } from './control-dialogue.ts';
import { controlEndMs, tellEnding, tellOpening } from './control-events.ts';
import { DataConnection } from './data-connection.ts';
import { tellData } from './data-events.ts';
import { Negotiation } from './negotiation.ts';
import { type KnownTtls, type Opener, sidesOf } from './packets-of.ts';
import type { Party, Tie } from './tie-table.ts';
import { Timeline } from './timeline.ts';

/** More data connections of one session are not followed. */
const mostData = 5000;

interface Attached extends Pick<Tie<Session>, 'by'> {
  readonly data: DataConnection;
}

/** One control connection with its data connections, while the capture is read. */
export class Session implements Party {
  readonly flow: Flow;
  readonly client: Endpoint;
  readonly server: Endpoint;
  lastSaidAtMs: number;
  serverSaidAtMs: number;
  readonly #opener: Opener;
  readonly #timeline = new Timeline();
  readonly #dialogue: ControlDialogue;
  readonly #negotiation: Negotiation;
  readonly #isCutAtBegin: boolean;
  readonly #ends: { readonly client: FlowEnd; readonly server: FlowEnd };
  #data: Attached[] = [];

  constructor(flow: Flow, client: Side, onAnnouncement: (session: Session, announcement: Announcement) => void) {
    this.flow = flow;
    this.#opener = client === 'opener' ? 'client' : 'server';
    this.#ends = sidesOf(flow, this.#opener);
    this.client = { host: this.#ends.client.host, port: this.#ends.client.port };
    this.server = { host: this.#ends.server.host, port: this.#ends.server.port };
    this.lastSaidAtMs = flow.firstAtMs;
    this.serverSaidAtMs = flow.firstAtMs;
    this.#isCutAtBegin = !flow.isOpenerKnown;
    this.#negotiation = new Negotiation(this.server.host, this.#isCutAtBegin, announcement => {
      this.#dialogue.announced();
      onAnnouncement(this, announcement);
    });
    this.#dialogue = new ControlDialogue(this.#timeline, this.#negotiation, this.#isCutAtBegin);
  }

  get isBlind(): boolean {
    return this.#dialogue.isBlind;
  }

  /** What it keeps in memory, roughly, in bytes. */
  get size(): number {
    return this.#timeline.size + this.#data.length * 1000;
  }

  /** Something was said on the control connection. */
  push(side: Side, bytes: Uint8Array, atMs: number): void {
    const from = this.#speaker(side);
    // A clock that was set back in between must not put an answer before its question.
    this.lastSaidAtMs = Math.max(this.lastSaidAtMs, atMs);
    if (from === 'server') this.serverSaidAtMs = this.lastSaidAtMs;
    this.#dialogue.push(from, bytes, this.lastSaidAtMs);
  }

  lost(side: Side, bytes: number, atMs: number): void {
    this.#dialogue.lost(this.#speaker(side), bytes, Math.max(this.lastSaidAtMs, atMs));
  }

  /** Takes a flow for one of its data connections; one that is known by its endpoint drives out one that merely fitted. */
  attach(flow: Flow, { role, announcement, by }: Tie<Session>): DataConnection | null {
    if (this.#data.length >= mostData) return null;
    if (by === 'exact') {
      this.#data = this.#data.filter(one => one.by === 'exact' || one.data.announcement !== announcement);
    }
    const data = new DataConnection(flow, role, announcement, this.#dialogue.usedTls);
    this.#data.push({ data, by });
    return data;
  }

  /** Whether the control connection and all data connections have ended. */
  get isOver(): boolean {
    return this.flow.ending !== null && this.#data.every(({ data }) => data.flow.ending !== null);
  }

  get dataFlows(): readonly Flow[] {
    return this.#data.map(({ data }) => data.flow);
  }

  /**
   * What the capture tells of the session; null where that is nothing but the last packets of a connection from before
   * the capture. `nowMs` is the latest moment that the capture shows.
   */
  toRecording(head: Pick<Recording, 'format' | 'file'>, captureStart: string | null, nowMs: number): Recording | null {
    if (this.#isCutAtBegin && this.#timeline.isEmpty && this.#data.length === 0) return null;
    const control = {
      flow: this.flow,
      opener: this.#opener,
      dialogue: this.#dialogue,
      negotiation: this.#negotiation,
      lastSaidAtMs: this.lastSaidAtMs,
    };
    const endMs = controlEndMs(this.flow);
    tellOpening(control, nowMs, this.#timeline);
    this.#tellData(endMs, nowMs);
    tellEnding(control, nowMs, this.#timeline);
    const opening = connectOutcome(this.flow).status;
    const isEnded = endMs !== null || (opening !== 'connected' && opening !== 'unknown');
    const isCut = { begin: this.#isCutAtBegin, end: !isEnded };
    return this.#timeline.toRecording({ ...head, seenBy: 'wire', host: this.#dialogue.host, isCut }, captureStart);
  }

  #speaker(side: Side): Opener {
    return (side === 'opener') === (this.#opener === 'client') ? 'client' : 'server';
  }

  #tellData(endMs: number | null, nowMs: number): void {
    const flowsOf = new Map<Announcement | null, DataConnection[]>();
    for (const { data, by } of this.#data) {
      // A third host that answered was somebody else's.
      if (by === 'elsewhere' && connectOutcome(data.flow).status === 'connected') continue;
      const flows = flowsOf.get(data.announcement);
      if (flows === undefined) flowsOf.set(data.announcement, [data]);
      else flows.push(data);
    }
    for (const announcement of this.#negotiation.announcements) {
      const flows = flowsOf.get(announcement) ?? [];
      const over = [announcement.overAtMs, refusedAt(announcement), endMs];
      const beforeMs = announcement.overAtMs;
      if (flows.length === 0) {
        const { client, server } = this.#ends;
        const isAtClient = client.ttl === null || hopsOf(client.ttl) === 0;
        const ends = endsOfAbsent(announcement, server);
        tellAbsentData(announcement, { givenUpAtMs: first(over), beforeMs, isAtClient, ends }, this.#timeline);
      }
      this.#tellFlows(flows, over, beforeMs, nowMs);
    }
    this.#tellFlows(flowsOf.get(null) ?? [], [endMs], null, nowMs);
  }

  #tellFlows(
    flows: readonly DataConnection[],
    over: readonly (number | null)[],
    beforeMs: number | null,
    nowMs: number,
  ): void {
    for (const [index, data] of flows.entries()) {
      if (isRetryOf(data, flows[index + 1])) continue;
      const began = data.flow.firstAtMs;
      const next = flows[index + 1]?.flow.firstAtMs ?? null;
      const givenUpAtMs = first([...over, next].filter(time => time !== null && time > began));
      const context = { givenUpAtMs, beforeMs, nowMs, ttls: this.#ttlsFor(data), server: this.server };
      tellData(data, context, this.#timeline);
    }
  }

  /** TTLs of the same two hosts, as their control connection shows them. */
  #ttlsFor({ flow, role }: DataConnection): KnownTtls {
    const { client, server } = sidesOf(flow, role);
    return {
      client: client.host === this.client.host ? this.#ends.client.ttl : null,
      server: server.host === this.server.host ? this.#ends.server.ttl : null,
    };
  }
}

/** A transfer that was refused is waited for no more. */
function refusedAt({ final }: Announcement): number | null {
  return final !== null && final.code >= 400 ? final.atMs : null;
}

/** Windows tries again on the same ports when it is refused (three times): the last try tells what became of it. */
function isRetryOf({ flow }: DataConnection, next: DataConnection | undefined): boolean {
  if (next === undefined || connectOutcome(flow).status !== 'refused') return false;
  return next.flow.opener.port === flow.opener.port && next.flow.peer.port === flow.peer.port;
}

function endsOfAbsent({ opener, to }: Announcement, server: FlowEnd) {
  return opener === 'client' ? { client: null, server: to } : { client: to, server: { host: server.host, port: 0 } };
}

function first(times: readonly (number | null)[]): number | null {
  const known = times.flatMap(time => (time === null ? [] : [time]));
  return known.length === 0 ? null : Math.min(...known);
}
