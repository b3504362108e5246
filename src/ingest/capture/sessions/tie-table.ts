import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Flow } from '../flow.ts';
import type { Announcement } from './announcement.ts';
import type { Opener } from './packets-of.ts';

/** A session as far as its data connections are looked for. */
export interface Party {
  /** The two ends of the control connection, as the capture shows them. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** When either side last said something, and when the server did. */
  readonly lastSaidAtMs: number;
  readonly serverSaidAtMs: number;
  /** Whether commands or replies may have been missed. */
  readonly isBlind: boolean;
}

/** A flow's session, and by what it is known. */
export interface Tie<Owner> {
  readonly owner: Owner;
  /** Which of the two roles in FTP the flow's `opener` has. */
  readonly role: Opener;
  readonly announcement: Announcement | null;
  /** `exact`: to the endpoint that was announced; `fitting`: of the right hosts at the right time; `elsewhere`: to a third host. */
  readonly by: 'exact' | 'fitting' | 'elsewhere';
}

interface Expected<Owner> {
  readonly owner: Owner;
  readonly announcement: Announcement;
  isTaken: boolean;
}

/** A data connection that was announced is opened soon: within that time one with another port is taken for it. */
const fittingMs = 30_000;
/** Without readable words, it follows what was said last. */
const timelyMs = 10_000;
/** To a third host, right behind the reply that names it. */
const promptMs = 250;
/** Ports from here on are given for data connections; those below belong to services. */
const firstDataPort = 1024;
/** So many announcements of one session are looked for at a time; earlier ones are given up. */
const mostExpected = 64;

/** Finds the session to which a new flow belongs as a data connection. */
export class TieTable<Owner extends Party> {
  readonly #expected = new Map<string, Expected<Owner>[]>();
  readonly #byOwner = new Map<Owner, Expected<Owner>[]>();
  /** Announcements by the two hosts that have no flow yet. */
  readonly #unclaimed = new Map<string, Set<Expected<Owner>>>();
  /** The session that spoke last, of those that cannot be read. */
  readonly #blindByHosts = new Map<string, Owner>();
  readonly #blindByClient = new Map<string, Owner>();

  /** A data connection was announced. */
  announce(owner: Owner, announcement: Announcement): void {
    const expected = { owner, announcement, isTaken: false };
    for (const key of keysOf(owner, announcement)) {
      const list = this.#expected.get(key);
      if (list === undefined) this.#expected.set(key, [expected]);
      else list.push(expected);
    }
    const own = this.#byOwner.get(owner) ?? [];
    own.push(expected);
    this.#byOwner.set(owner, own);
    const pair = pairOf(owner.client.host, owner.server.host);
    const waiting = this.#unclaimed.get(pair) ?? new Set();
    waiting.add(expected);
    this.#unclaimed.set(pair, waiting);
    const oldest = own.length > mostExpected ? own.shift() : undefined;
    if (oldest !== undefined) this.#drop(oldest);
  }

  /** A session that cannot be read said something. */
  spoke(owner: Owner): void {
    if (!owner.isBlind) return;
    this.#blindByHosts.set(pairOf(owner.client.host, owner.server.host), owner);
    this.#blindByClient.set(owner.client.host, owner);
  }

  /** The session is over. */
  forget(owner: Owner): void {
    for (const expected of this.#byOwner.get(owner) ?? []) this.#drop(expected);
    this.#byOwner.delete(owner);
    const pair = pairOf(owner.client.host, owner.server.host);
    if (this.#blindByHosts.get(pair) === owner) this.#blindByHosts.delete(pair);
    if (this.#blindByClient.get(owner.client.host) === owner) this.#blindByClient.delete(owner.client.host);
  }

  /**
   * The session to which a flow belongs that was just seen for the first time, or null. With `isService`, it leads to a
   * port at which something else is known to listen, and only an announcement of that very port makes it one's own.
   */
  find(flow: Flow, isService: boolean): Tie<Owner> | null {
    const exact = this.#findExact(flow);
    return exact !== null || isService ? exact : (this.#findFitting(flow) ?? this.#findBlind(flow));
  }

  #findExact(flow: Flow): Tie<Owner> | null {
    const found = this.#best(flow.peer, flow.opener);
    if (found !== null) return this.#take(found, found.announcement.opener);
    // Without its SYN, the end that was taken for the opener may be the one that listens.
    const reversed = flow.isOpenerKnown ? null : this.#best(flow.opener, flow.peer);
    return reversed === null
      ? null
      : this.#take(reversed, reversed.announcement.opener === 'client' ? 'server' : 'client');
  }

  #take(expected: Expected<Owner>, role: Opener): Tie<Owner> {
    expected.isTaken = true;
    this.#claim(expected);
    const { owner, announcement } = expected;
    return { owner, role, announcement, by: 'exact' };
  }

  /** The latest announcement of an endpoint, by a session of the host that connects to it; one without a flow first. */
  #best(to: Endpoint, from: Endpoint): Expected<Owner> | null {
    const candidates = this.#expected.get(keyOf(to.host, to.port)) ?? [];
    const fits = ({ owner, announcement }: Expected<Owner>): boolean =>
      from.host === (announcement.opener === 'client' ? owner.client.host : owner.server.host);
    return (
      candidates.findLast(one => !one.isTaken && fits(one)) ??
      candidates.findLast(fits) ??
      candidates.findLast(one => !one.isTaken) ??
      null
    );
  }

  #findFitting(flow: Flow): Tie<Owner> | null {
    if (!flow.isOpenerKnown || flow.peer.port < firstDataPort) return null;
    for (const opener of ['client', 'server'] as const) {
      for (const expected of [...this.#waiting(flow, opener)].reverse()) {
        const { owner, announcement } = expected;
        if (announcement.opener !== opener || announcement.isRefused || announcement.overAtMs !== null) continue;
        if (flow.firstAtMs - announcement.atMs > fittingMs) continue;
        this.#claim(expected);
        return { owner, role: opener, announcement, by: 'fitting' };
      }
    }
    return null;
  }

  #waiting({ opener: from, peer: to }: Flow, opener: Opener): Iterable<Expected<Owner>> {
    const pair = opener === 'client' ? pairOf(from.host, to.host) : pairOf(to.host, from.host);
    return this.#unclaimed.get(pair) ?? [];
  }

  #findBlind(flow: Flow): Tie<Owner> | null {
    const { opener: from, peer: to } = flow;
    if (!flow.isOpenerKnown || to.port < firstDataPort) return null;
    for (const opener of ['client', 'server'] as const) {
      const pair = opener === 'client' ? pairOf(from.host, to.host) : pairOf(to.host, from.host);
      const owner = this.#blindByHosts.get(pair);
      if (owner?.isBlind && isSoon(flow, owner.lastSaidAtMs, timelyMs)) {
        return { owner, role: opener, announcement: null, by: 'fitting' };
      }
    }
    const owner = this.#blindByClient.get(from.host);
    if (!owner?.isBlind || !isSoon(flow, owner.serverSaidAtMs, promptMs)) return null;
    return { owner, role: 'client', announcement: null, by: 'elsewhere' };
  }

  #claim(expected: Expected<Owner>): void {
    const pair = pairOf(expected.owner.client.host, expected.owner.server.host);
    const waiting = this.#unclaimed.get(pair);
    waiting?.delete(expected);
    if (waiting?.size === 0) this.#unclaimed.delete(pair);
  }

  #drop(expected: Expected<Owner>): void {
    this.#claim(expected);
    for (const key of keysOf(expected.owner, expected.announcement)) {
      const rest = this.#expected.get(key)?.filter(one => one !== expected) ?? [];
      if (rest.length === 0) this.#expected.delete(key);
      else this.#expected.set(key, rest);
    }
  }
}

function isSoon({ firstAtMs }: Flow, saidAtMs: number, withinMs: number): boolean {
  return firstAtMs >= saidAtMs && firstAtMs - saidAtMs <= withinMs;
}

/** The endpoint as announced, and the same port of the host that announced it, as the capture knows that host. */
function keysOf({ client, server }: Party, { opener, to }: Announcement): ReadonlySet<string> {
  const announcer = opener === 'client' ? server : client;
  return new Set([keyOf(normal(to.host), to.port), keyOf(announcer.host, to.port)]);
}

/** EPRT may write an IPv6 address in more ways than one. */
function normal(host: string): string {
  return host.includes(':') && ipaddr.isValid(host) ? ipaddr.process(host).toString() : host;
}

function keyOf(host: string, port: number): string {
  return `${host} ${port}`;
}

function pairOf(clientHost: string, serverHost: string): string {
  return `${clientHost} ${serverHost}`;
}
