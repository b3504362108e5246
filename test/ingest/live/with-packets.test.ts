import { describe, expect, test } from 'vitest';
import type { Connection, Moment } from '../../../src/core/connection.ts';
import type { ActiveTrial, Evidence, TranscriptLine } from '../../../src/core/evidence.ts';
import { type RunPackets, withPackets } from '../../../src/ingest/live/with-packets.ts';
import { parseEvidence } from '../../../src/schema/parse-evidence.ts';
import { baseEvidence } from '../../support/base-evidence.ts';
import { beginSeconds, type CapturedPacket, pcapBytes } from '../capture/support/pcap-bytes.ts';
import { connected, dataAt, lines, unanswered, until } from '../capture-sessions/support/ftp-scene.ts';

/** So long after the run's start the first packet is taken. */
const firstPacketMs = 7.25;
const client = '198.51.100.2';
const server = '203.0.113.2';
const ends = { peer: server, openerPort: 50_001 };

function recorded(packets: readonly CapturedPacket[], lost = 0): RunPackets {
  const inOrder = [...packets].sort((one, other) => one.atMicros - other.atMicros);
  const firstMicros = inOrder[0]?.atMicros ?? 0;
  return {
    facts: { by: 'af-packet', packets: packets.length, lost },
    pcap: [pcapBytes(inOrder)],
    runStartedMs: beginSeconds * 1000 + firstMicros / 1000 - firstPacketMs,
  };
}

const said = (atMs: number, text: string, direction: TranscriptLine['direction']): TranscriptLine => ({
  atMs,
  session: 1,
  direction,
  text,
});

/** The healthy run, with no more connections than these. */
function evidenceWith(connections: readonly Connection[], more: Partial<Evidence> = {}): Evidence {
  return { ...baseEvidence('healthy'), connections, ...more };
}

const [healthyControl] = baseEvidence('healthy').connections;
if (healthyControl === undefined) throw new Error('the base has no connection');
const control = healthyControl;
const waitingFor = (moment: Moment | undefined): number => (moment?.state === 'seen' ? moment.atMs : Number.NaN);

describe('with its packets, a run knows', () => {
  test('the moments of a connection, by its own clock', async () => {
    const talk = lines(connected(ends), '< 220 ready').close();
    const { connections, capture } = await withPackets(evidenceWith([control]), recorded(talk.packets));
    expect(connections[0]?.handshake).toMatchObject({
      syn: { state: 'seen', atMs: 7.25, known: 'packet' },
      synAck: { state: 'seen', atMs: 8.25, known: 'packet' },
      ack: { state: 'seen', atMs: 9.25, known: 'packet' },
      firstByte: { state: 'seen', atMs: 10.25, known: 'packet' },
      fin: { state: 'seen', atMs: 11.25, known: 'packet' },
      lastAck: { state: 'seen', atMs: 13.25, known: 'packet' },
    });
    expect(connections[0]?.packets).toMatchObject({ client: { ttl: 64 }, server: { ttl: 64 } });
    expect(capture).toEqual({ by: 'af-packet', packets: talk.packets.length, lost: 0 });
  });

  test('when each line was said, and the steps that they make', async () => {
    const talk = lines(connected(ends), '< 220 ready', '> USER lab', '< 331 password', '> PASS s3cr3t', '< 230 in');
    const transcript = [
      said(10.4, '220 ready', 'received'),
      said(11, 'USER lab', 'sent'),
      said(12.3, '331 password', 'received'),
      said(13, 'PASS ****', 'sent'),
      said(14.4, '230 in', 'received'),
    ];
    const steps = {
      ...baseEvidence('healthy').sessions[0]?.steps,
      greeting: { status: 'ok', startedMs: 8, tookMs: 2.5, value: { code: 220, text: 'ready' } },
      login: {
        status: 'ok',
        startedMs: 11,
        tookMs: 3.5,
        value: { code: 230, text: 'in', user: 'lab', password: 'clear' },
      },
    } as Evidence['sessions'][number]['steps'];
    const run = evidenceWith([control], { transcript, sessions: [{ id: 1, steps }] });
    const result = await withPackets(run, recorded(talk.packets));
    expect(result.transcript.map(({ atMs }) => atMs)).toEqual([10.25, 11.25, 12.25, 13.25, 14.25]);
    expect(result.sessions[0]?.steps).toMatchObject({
      connect: { startedMs: 7.25, tookMs: 1, known: 'packet' },
      greeting: { startedMs: 8.25, tookMs: 2, known: 'packet' },
      login: { startedMs: 11.25, tookMs: 3, known: 'packet' },
    });
    expect(result.sessions[0]?.steps.feat).not.toHaveProperty('known');
    expect(JSON.stringify(result)).not.toContain('s3cr3t');
    expect(parseEvidence(JSON.parse(JSON.stringify(result))).ok).toBe(true);
  });

  test('lines only up to the first that the packets do not have', async () => {
    const talk = lines(connected(ends), '< 220 ready', '< 500 what').close();
    const transcript = [said(10.4, '220 ready', 'received'), said(11.5, '331 password', 'received')];
    const result = await withPackets(evidenceWith([control], { transcript }), recorded(talk.packets));
    expect(result.transcript.map(({ atMs }) => atMs)).toEqual([10.25, 11.5]);
  });

  test('that nobody answered a SYN of which it did not know its own end', async () => {
    const silent: Connection = {
      ...control,
      role: 'data',
      local: null,
      remote: { host: server, port: 40_001 },
      handshake: {
        ...control.handshake,
        syn: { state: 'seen', atMs: 7.2, known: 'socket' },
        synAck: { state: 'missing', known: 'kernel' },
      },
    };
    const syns = unanswered(dataAt(0, { peer: server, peerPort: 40_001 }), 2);
    const { connections } = await withPackets(evidenceWith([silent]), recorded(syns.packets));
    expect(connections[0]).toMatchObject({ local: { host: client, port: 51_000 }, synRetransmits: 2 });
    expect(connections[0]?.handshake.synAck).toEqual({ state: 'missing', known: 'packet' });
    expect(waitingFor(connections[0]?.handshake.syn)).toBe(7.25);
  });
});

describe('of a connection that the server was to open and that did not come', () => {
  const listening = { host: client, port: 50_069 };
  const port = baseEvidence('healthy').trials.find(({ command }) => command === 'PORT') as ActiveTrial;
  const absent = { status: 'skipped', reason: 'earlier-step', detail: 'port.accept' } as const;
  const trial: ActiveTrial = {
    ...port,
    steps: {
      ...port.steps,
      listen: {
        status: 'ok',
        startedMs: 5,
        tookMs: 0,
        value: { local: listening, announced: listening, argument: '' },
      },
      accept: {
        status: 'failed',
        failure: { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 3000, halfOpen: 'none' },
        startedMs: 8,
        tookMs: 3000,
      },
      preliminary: absent,
      data: absent,
      completion: absent,
    },
  };
  const run = evidenceWith([control], { trials: [trial] });
  const talk = lines(connected(ends), '< 220 ready').packets;

  test('the SYN is missing', async () => {
    const { connections } = await withPackets(run, recorded([...talk, ...until(5000)]));
    expect(connections.at(-1)).toMatchObject({
      role: 'data',
      opener: 'server',
      local: listening,
      remote: null,
      handshake: { syn: { state: 'missing', known: 'packet' }, synAck: { state: 'unknown' } },
    });
  });

  test('nothing is known where packets were lost', async () => {
    const { connections } = await withPackets(run, recorded([...talk, ...until(5000)], 3));
    expect(connections.at(-1)?.handshake.syn).toEqual({ state: 'unknown' });
  });

  test('the SYN came, where our firewall took it', async () => {
    const syns = unanswered(dataAt(2, { opener: server, openerPort: 20, peer: client, peerPort: 50_069 }), 1);
    const { connections } = await withPackets(run, recorded([...talk, ...syns.packets]));
    expect(connections.at(-1)).toMatchObject({
      opener: 'server',
      local: listening,
      remote: { host: server, port: 20 },
      synRetransmits: 1,
      handshake: { syn: { state: 'seen', known: 'packet' }, synAck: { state: 'missing', known: 'packet' } },
    });
  });

  test('a RST of our own kernel is ours', async () => {
    const late = dataAt(2, { opener: server, openerPort: 20, peer: client, peerPort: 50_069 })
      .send('opener', { flags: 'S' })
      .send('peer', { flags: 'RA' });
    const { connections } = await withPackets(run, recorded([...talk, ...late.packets]));
    const { packets } = connections.at(-1) ?? {};
    expect(packets?.client.reset).not.toBeNull();
    expect(packets?.server.reset).toBeNull();
  });

  test('nothing is added where the server was not told to', async () => {
    const refused: ActiveTrial = {
      ...trial,
      steps: { ...trial.steps, reply: absent, accept: absent },
    };
    const { connections } = await withPackets({ ...run, trials: [refused] }, recorded([...talk, ...until(5000)]));
    expect(connections).toHaveLength(1);
  });
});

test('a recording without packets says so and changes nothing else', async () => {
  const run = evidenceWith([control]);
  const { capture, ...rest } = await withPackets(run, recorded([]));
  expect(capture).toEqual({ by: 'af-packet', packets: 0, lost: 0 });
  expect(rest).toEqual(run);
});
