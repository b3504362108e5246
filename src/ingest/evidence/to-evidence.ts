import type { Between } from '../../core/between.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { Evidence, ModeCommand, ServerIdentity, Session, TlsMode, Trial } from '../../core/evidence.ts';
import { modeCommands } from '../../core/evidence.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { ConnectValue, ResolveValue } from '../../core/step-values.ts';
import { identifyServer } from '../../ftp/server-identity.ts';
import type { RecordedEvent, Recording } from '../recording.ts';
import { attemptsIn } from './attempts.ts';
import { ConnectionBook } from './connection-book.ts';
import { controlSteps } from './control-steps.ts';
import { type Dialogue, dialogueOf, finalReply } from './dialogue.ts';
import { clientOf, serverOf } from './hosts.ts';
import { failed, notInSource, ok, spanOf } from './outcomes.ts';
import { transcriptOf } from './transcript-of.ts';
import { absentTrial, trialsOf } from './trials.ts';

interface EvidenceOptions {
  readonly siblings?: readonly Recording[];
  /** What of the source could not be used. */
  readonly notes?: readonly string[];
  /** What a second capture shows to have been done to it on its way. */
  readonly between?: Between | undefined;
  /** ISO 8601; taken for the start where the source has no times of its own. */
  readonly analysedAt: string;
}

/**
 * What one recorded session shows, as evidence: the same steps that a live check fills, and `skipped` with
 * `not-in-source` for what the source cannot know. `siblings` are further sessions of the same two hosts, whose trials
 * stand in for modes that this one did not try.
 */
export function toEvidence(
  recording: Recording,
  { siblings = [], notes = [], between, analysedAt }: EvidenceOptions,
): Evidence {
  const own = sessionOf(recording, 1, 1);
  const others: Part[] = [];
  for (const sibling of siblings) {
    const before = [own, ...others].at(-1) ?? own;
    others.push(sessionOf(sibling, others.length + 2, before.book.nextId));
  }
  const all = [own, ...others];
  const modes = modeCommands.map(command => modeTrial(command, all));
  const user = own.session.steps.login.status === 'ok' ? own.session.steps.login.value.user : userIn(own.dialogue);
  return {
    schema: 'ftpdiag.evidence/1',
    source: {
      kind: recording.seenBy === 'wire' ? 'pcap' : 'log',
      file: recording.file,
      format: recording.format,
      notes,
    },
    startedAt: startOf(recording) ?? analysedAt,
    durationMs: lastMs(recording),
    ended: 'complete',
    clock: recording.clock,
    target: {
      host: recording.host ?? own.book.server.host,
      port: own.book.server.port,
      tls: tlsMode(own),
      user,
      path: '',
      insecure: true,
    },
    limits: { connectTimeoutMs: 0, totalTimeoutMs: 0 },
    resolve: resolveOf(own.dialogue, own.book.server),
    sessions: all.map(({ session }) => session),
    parallel: notInSource,
    trials: [...modes, ...all.flatMap(({ trials }) => trials.filter(({ purpose }) => purpose === 'follow-up'))],
    observations: [],
    connections: all.flatMap(({ book }) => book.connections),
    rttMs: own.rttMs,
    server: own.server,
    ...(between === undefined ? {} : { between }),
    transcript: all.flatMap(({ session, recording: { events } }) => transcriptOf(events, session.id)),
  };
}

/** A log that does not tell its zone is taken for UTC: a time without one is none, and nothing rests on the hours. */
function startOf({ startedAt }: Recording): string | null {
  return startedAt === null || /Z$|[+-]\d\d:\d\d$/.test(startedAt) ? startedAt : `${startedAt}Z`;
}

/** One session, and what it contributes. */
interface Part {
  readonly recording: Recording;
  readonly dialogue: Dialogue;
  readonly session: Session;
  readonly trials: readonly Trial[];
  readonly book: ConnectionBook;
  readonly server: ServerIdentity;
  readonly rttMs: number | null;
}

function sessionOf(recording: Recording, id: number, firstConnection: number): Part {
  const dialogue = dialogueOf(recording);
  const attempts = attemptsIn(dialogue);
  const server = identifyServer(identifyingTexts(dialogue));
  const book = new ConnectionBook(clientOf(recording, attempts), serverOf(recording), firstConnection);
  const connect = connectOf(dialogue, book, recording);
  const steps = controlSteps({ recording, dialogue, connect, seenAs: seenAs(recording) });
  const isProtected = steps.protect.status === 'ok';
  const surroundings = { recording, dialogue, product: server.product, isProtected };
  const trials = trialsOf(attempts, id, book, surroundings);
  return { recording, dialogue, session: { id, steps }, trials, book, server, rttMs: roundTripOf(dialogue, connect) };
}

/** The session's own trial of a mode, else the nearest sibling's; a mode that none tried is said to be not in the source. */
function modeTrial(command: ModeCommand, parts: readonly Part[]): Trial {
  for (const { trials } of parts) {
    const trial = trials.find(one => one.purpose === 'mode' && one.command === command);
    if (trial !== undefined) return trial;
  }
  return absentTrial(command);
}

function connectOf(dialogue: Dialogue, book: ConnectionBook, { isCut, seenBy }: Recording): Outcome<ConnectValue> {
  const began = dialogue.before.find(({ kind }) => kind === 'connecting')?.atMs ?? null;
  const last = dialogue.before.findLast(({ kind }) => kind === 'connected' || kind === 'connect-failed');
  const server = book.server;
  if (last?.kind === 'connect-failed') {
    const ends = { client: last.ends.client, server: last.ends.server ?? server };
    book.add({ role: 'control', opener: 'client', ends, packets: last.packets });
    return failed(last.failure, spanOf(began, last.atMs));
  }
  const wasSaid = dialogue.greeting.replies.length + dialogue.greeting.marks.length + dialogue.exchanges.length > 0;
  if (last?.kind !== 'connected' && !wasSaid) {
    if (dialogue.ending === null || isCut.begin) return notInSource;
    book.add({ role: 'control', opener: 'client', ends: { client: book.client, server } });
    return failed({ ...dialogue.ending.failure, operation: 'connect' }, spanOf(began, dialogue.ending.atMs));
  }
  const told = last?.kind === 'connected' ? last : null;
  // The client's own end, which a server does not see where a NAT stands between.
  const shown = seenBy === 'server' ? null : told?.ends.client;
  const ends = { client: shown ?? book.client, server: told?.ends.server ?? server };
  const value = book.add({ role: 'control', opener: 'client', ends, packets: told?.packets });
  const syn = told?.packets?.handshake.syn;
  return ok(value, spanOf(syn?.state === 'seen' ? syn.atMs : began, told?.atMs ?? began));
}

function resolveOf({ before }: Dialogue, server: Endpoint): Outcome<ResolveValue> {
  for (const event of before) {
    if (event.kind === 'resolve-failed') return failed(event.failure, spanOf(null, event.atMs));
  }
  const told = before.flatMap(event => (event.kind === 'resolved' ? event.addresses : []));
  const addresses = told.length > 0 ? told : server.host === '' ? [] : [server.host];
  if (addresses.length === 0) return notInSource;
  return ok(
    { addresses: addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })) },
    spanOf(null, null),
  );
}

/** The shortest time from SYN to SYN-ACK on the control connection, which only packets tell. */
function roundTripOf(dialogue: Dialogue, connect: Outcome<ConnectValue>): number | null {
  if (connect.status !== 'ok') return null;
  const told = dialogue.before.findLast(({ kind }) => kind === 'connected');
  const { syn, synAck } = told?.kind === 'connected' ? (told.packets?.handshake ?? {}) : {};
  return syn?.state === 'seen' && synAck?.state === 'seen' ? synAck.atMs - syn.atMs : null;
}

function identifyingTexts({ greeting, exchanges }: Dialogue): Parameters<typeof identifyServer>[0] {
  const text = (verb: string): string => {
    const exchange = exchanges.find(one => one.verb === verb);
    return exchange === undefined ? '' : (finalReply(exchange)?.text ?? '');
  };
  return { greeting: finalReply(greeting)?.text ?? '', syst: text('SYST'), feat: text('FEAT'), stat: text('STAT') };
}

/** In a server's own log the client's address is the one that the server sees. */
function seenAs({ seenBy, events }: Recording): string | null {
  if (seenBy !== 'server') return null;
  const connected = events.find(event => event.kind === 'connected');
  return connected?.kind === 'connected' ? (connected.ends.client?.host ?? null) : null;
}

function tlsMode({ dialogue, session }: Part): TlsMode {
  const isImplicit = dialogue.greeting.marks.some(mark => mark.kind === 'tls-started' && mark.on === 'control');
  if (isImplicit && dialogue.greeting.replies.length === 0) return 'implicit';
  return session.steps.auth.status === 'skipped' && session.steps.tls.status !== 'ok' ? 'off' : 'auto';
}

function userIn({ exchanges }: Dialogue): string {
  return exchanges.findLast(({ verb }) => verb === 'USER')?.argument ?? '';
}

function lastMs({ events }: Recording): number {
  return events.reduce((last: number, event: RecordedEvent) => Math.max(last, event.atMs ?? 0), 0);
}
