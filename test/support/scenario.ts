import { readdirSync, readFileSync } from 'node:fs';
import type { Connection, Handshake } from '../../src/core/connection.ts';
import type { Endpoint } from '../../src/core/endpoint.ts';
import type { Evidence, Target, Trial } from '../../src/core/evidence.ts';
import type { Failed, Outcome } from '../../src/core/outcome.ts';
import type { ConnectValue, PassiveReplyValue } from '../../src/core/step-values.ts';
import { type BaseName, baseEvidence, type Hosts, hostsOf } from './base-evidence.ts';
import { cascade } from './cascade.ts';
import { followUpTrials, observationsIn } from './follow-up-evidence.ts';

/** What a scenario says the diagnosis must be; `findings` are all of them, most important first. */
interface Expectation {
  readonly verdict: {
    readonly status: string;
    readonly cause: string;
    readonly side: string;
    readonly rule: string | null;
  };
  readonly modes: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
}

export interface Scenario {
  readonly title: string;
  readonly evidence: Evidence;
  readonly expect: Expectation;
}

/** The file's content: a base and what differs from it. */
export interface ScenarioFile {
  readonly title: string;
  readonly base: BaseName;
  readonly target?: Partial<Target>;
  readonly server?: Evidence['server'];
  readonly evidence?: Partial<Evidence>;
  /** Whole outcomes by flat step id; those of an experiment add it. */
  readonly steps?: Readonly<Record<string, Outcome<unknown>>>;
  /** Whole follow-up trials. */
  readonly trials?: readonly Trial[];
  /** By {@link Connection.id}; a whole connection with an id that the base does not have is added. */
  readonly connections?: Readonly<Record<string, Partial<Connection>>>;
  readonly expect: Expectation;
}

const folder = new URL('../../fixtures/scenarios/', import.meta.url);

/** Every scenario's name: its file's name without the ending. */
export function scenarioNames(): readonly string[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => name.slice(0, -'.json'.length))
    .sort();
}

/** What `fixtures/scenarios/<name>.json` says. */
export function readScenarioFile(name: string): ScenarioFile {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/** Reads `fixtures/scenarios/<name>.json` and makes the evidence of it. */
export function loadScenario(name: string): Scenario {
  const file = readScenarioFile(name);
  return { title: file.title, evidence: scenarioEvidence(file), expect: file.expect };
}

/** The evidence that a scenario describes. */
export function scenarioEvidence(file: Omit<ScenarioFile, 'title' | 'expect'>): Evidence {
  const steps = file.steps ?? {};
  const healthy = baseEvidence(file.base, hostsFrom(file.base, steps));
  const base = { ...healthy, target: { ...healthy.target, ...file.target } };
  const stepped = cascade(base, steps);
  const trials = [...stepped.trials, ...followUpTrials(steps), ...(file.trials ?? [])];
  const derived = connectionsFor({ ...stepped, trials });
  const observations = observationsIn(steps, hostsFrom(file.base, steps).server);
  const others = observations.flatMap(({ id, to }) => (id === 'closed-port' ? [otherConnection(to)] : []));
  return {
    ...stepped,
    trials,
    observations,
    connections: [...mergeConnections(derived, file.connections ?? {}), ...others],
    server: file.server ?? stepped.server,
    ...file.evidence,
  };
}

/** A scenario that moves a host by `control.connect` moves it everywhere: in PORT's argument, in the 229's address. */
function hostsFrom(base: BaseName, steps: Readonly<Record<string, Outcome<unknown>>>): Hosts {
  const connect = steps['control.connect'];
  if (connect?.status !== 'ok') return hostsOf(base);
  const { local, remote } = connect.value as ConnectValue;
  return { client: local.host, server: remote.host };
}

/** The base's connections without those that were never tried, and with the handshakes of those that failed broken off. */
function connectionsFor(evidence: Evidence): readonly Connection[] {
  return evidence.connections.flatMap(connection => {
    const session = evidence.sessions.find(({ id }) => id === connection.id);
    if (connection.role === 'control') {
      return session ? brokenOff(connection, session.steps.connect) : [];
    }
    const trial = evidence.trials[connection.id - 5];
    if (trial?.family === 'passive') {
      const { reply, connect } = trial.steps;
      const remote = reply.status === 'ok' ? (reply.value as PassiveReplyValue).advertised : connection.remote;
      return brokenOff({ ...connection, remote }, connect);
    }
    return trial ? brokenOff(connection, trial.steps.accept) : [];
  });
}

function brokenOff(connection: Connection, outcome: Outcome<ConnectValue>): readonly Connection[] {
  if (outcome.status === 'skipped') return [];
  if (outcome.status === 'ok') return [{ ...connection, local: outcome.value.local, remote: outcome.value.remote }];
  const handshake = brokenHandshake(connection, outcome);
  if (connection.opener === 'server') return [{ ...connection, remote: null, handshake, synRetransmits: null }];
  return [{ ...connection, handshake }];
}

function brokenHandshake({ opener }: Connection, { failure, startedMs }: Failed): Handshake {
  const unknown = { state: 'unknown' } as const;
  const missing = { state: 'missing', known: 'socket' } as const;
  const none = { syn: unknown, synAck: unknown, ack: unknown, firstByte: unknown, fin: unknown, lastAck: unknown };
  if (opener === 'server') return { ...none, ack: missing };
  const syn = { state: 'seen', atMs: startedMs, known: 'socket' } as const;
  return { ...none, syn, synAck: failure.kind === 'timeout' ? missing : unknown };
}

/** A connection of an experiment, of which rules read nothing but where it went. */
function otherConnection(remote: Endpoint): Connection {
  const unknown = { state: 'unknown' } as const;
  const handshake = { syn: unknown, synAck: unknown, ack: unknown, firstByte: unknown, fin: unknown, lastAck: unknown };
  return { id: 90, role: 'other', opener: 'client', local: null, remote, handshake, synRetransmits: null };
}

function mergeConnections(
  connections: readonly Connection[],
  changes: Readonly<Record<string, Partial<Connection>>>,
): readonly Connection[] {
  const merged = connections.map(connection => ({ ...connection, ...changes[connection.id] }));
  const ids = new Set(connections.map(({ id }) => String(id)));
  const added = Object.entries(changes).flatMap(([id, connection]) =>
    ids.has(id) || !connection.handshake ? [] : [{ ...connection, id: Number(id) } as Connection],
  );
  return [...merged, ...added];
}
