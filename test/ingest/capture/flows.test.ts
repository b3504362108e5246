import { describe, expect, test } from 'vitest';
import { Conversation } from './support/conversation.ts';
import { hear } from './support/hear.ts';
import { listen } from './support/listen.ts';
import { type CapturedPacket, pcapBytes } from './support/pcap-bytes.ts';

const seen = (atMs: number) => ({ state: 'seen', atMs, known: 'packet' });
const missing = { state: 'missing', known: 'packet' };
const unknown = { state: 'unknown' };
const mssAndScale = [2, 4, 0x05, 0xb4, 1, 3, 3, 7];

describe('a connection that was opened and closed', () => {
  const conversation = (): Conversation =>
    new Conversation()
      .send('opener', { flags: 'S', options: mssAndScale, ip: { ttl: 64 } })
      .send('peer', { flags: 'SA', options: [4, 2, 2, 4, 0x05, 0x00], ip: { ttl: 57 } }, { afterMs: 20.123 })
      .send('opener', { flags: 'A' }, { afterMs: 0.05 })
      .say('peer', '220 hi\r\n', { afterMs: 3 })
      .say('opener', 'QUIT\r\n')
      .close('peer');

  test('tells of every step to the microsecond', async () => {
    const { flow } = await hear(conversation());
    expect(flow.handshake()).toEqual({
      syn: seen(0),
      synAck: seen(20.123),
      ack: seen(20.173),
      firstByte: seen(23.173),
      fin: seen(25.173),
      lastAck: seen(27.173),
    });
    expect(flow).toMatchObject({ firstAtMs: 0, lastAtMs: 27.173, ending: 'closed', isOpenerKnown: true });
  });

  test('tells what each end announced and sent', async () => {
    const { flow } = await hear(conversation());
    const { opener, peer } = flow;
    expect([opener.host, opener.port, peer.host, peer.port]).toEqual(['192.0.2.10', 40_000, '198.51.100.20', 21]);
    expect([opener.ttl, opener.mss, opener.windowScale, opener.initialSequence]).toEqual([64, 1460, 7, 1000]);
    expect([peer.ttl, peer.mss, peer.windowScale, peer.initialSequence]).toEqual([57, 1280, null, 0xffff_fff0]);
    expect([opener.packets, opener.payloadBytes, peer.packets, peer.payloadBytes]).toEqual([4, 6, 4, 8]);
    expect([peer.firstPayloadAtMs, peer.finAtMs, opener.finAtMs]).toEqual([23.173, 25.173, 26.173]);
    expect([peer.largestSegment, peer.largestAcknowledged, peer.unacknowledgedBytes]).toEqual([8, 8, 0]);
  });

  test('on IPv6, too', async () => {
    const { flow } = await hear(new Conversation({ opener: 'fe80::1', peer: '2001:db8:0:0:1::2' }).handshake());
    expect([flow.opener.host, flow.peer.host]).toEqual(['fe80::1', '2001:db8::1:0:0:2']);
  });

  test('keeps its times exact over a day, and across the turn of a second', async () => {
    const day = 86_400_000;
    const late = new Conversation()
      .handshake()
      .say('peer', 'x', { afterMs: day - 1.999 })
      .say('peer', 'y', { afterMs: 0.001 });
    const { flow } = await hear(late);
    expect(flow.peer.firstPayloadAtMs).toBe(day + 0.001);
    expect(flow.peer.lastPayloadAtMs).toBe(day + 0.002);
  });

  test('that is not over when the capture ends is cut, and what had no time to come is unknown', async () => {
    const { flow, events } = await hear(new Conversation().send('opener', { flags: 'S' }));
    expect(events).toEqual(['1 opened', '1 ended cut']);
    expect(flow.handshake()).toEqual({
      syn: seen(0),
      synAck: unknown,
      ack: unknown,
      firstByte: unknown,
      fin: unknown,
      lastAck: unknown,
    });
  });

  test('whose answer alone was captured has its opener all the same', async () => {
    const { packets } = new Conversation({ openerPort: 20, peerPort: 40_000 }).handshake();
    const { flow } = await hear({ packets: packets.slice(1) });
    expect(flow).toMatchObject({ isOpenerKnown: true, synAtMs: null, synAckAtMs: 0, ackAtMs: 1 });
    expect(flow.opener.port).toBe(20);
  });
});

describe('a SYN', () => {
  test('that is not answered is missed, and its repetitions are counted', async () => {
    const conversation = new Conversation();
    for (const afterMs of [0, 1000, 2000, 4000])
      conversation.send('opener', { flags: 'S' }, { afterMs, sequence: 1000 });
    const { flow } = await hear(conversation);
    expect(flow).toMatchObject({ synRetransmits: 3, synAtMs: 0, lastSynAtMs: 7000, ending: 'cut' });
    expect(flow.handshake()).toMatchObject({ syn: seen(0), synAck: missing, ack: unknown, firstByte: unknown });
  });

  test('that was answered late was repeated all the same', async () => {
    const { flow } = await hear(
      new Conversation()
        .send('opener', { flags: 'S' }, { sequence: 1000 })
        .send('opener', { flags: 'S' }, { afterMs: 1000 })
        .send('peer', { flags: 'SA' })
        .send('opener', { flags: 'A' }),
    );
    expect(flow.synRetransmits).toBe(1);
    expect(flow.handshake()).toMatchObject({ syn: seen(0), synAck: seen(1001), ack: seen(1002) });
  });

  test('that is refused ends by that', async () => {
    const { flow, events } = await hear(
      new Conversation().send('opener', { flags: 'S' }).send('peer', { flags: 'RA', ip: { ttl: 61 } }),
    );
    expect(events).toEqual(['1 opened', '1 ended refused']);
    expect(flow.peer.reset).toEqual({ atMs: 1, ttl: 61 });
    expect(flow.handshake().synAck).toEqual(missing);
  });

  test('that is refused again and again, as Windows tries, is one connection', async () => {
    const conversation = new Conversation();
    for (const _ of [1, 2, 3])
      conversation
        .send('opener', { flags: 'S' }, { afterMs: 500, sequence: 1000 })
        .send('peer', { flags: 'RA' }, { sequence: 0 });
    const { flows, flow } = await hear(conversation);
    expect(flows).toHaveLength(1);
    expect(flow).toMatchObject({ synRetransmits: 2, ending: 'refused' });
  });

  test('whose answer is never acknowledged', async () => {
    const conversation = new Conversation().send('opener', { flags: 'S' });
    for (const afterMs of [1, 1000, 2000]) conversation.send('peer', { flags: 'SA' }, { afterMs, sequence: 77 });
    const { flow } = await hear(conversation);
    expect(flow.synAckRetransmits).toBe(2);
    expect(flow.handshake().ack).toEqual(missing);
  });

  test('on ports that were used before begins a new connection', async () => {
    const conversation = new Conversation().handshake().say('peer', '220 old').close().wait(1000);
    const again = conversation.handshake().say('peer', '220 new');
    const { flows, events } = await hear(again);
    expect(events).toEqual([
      '1 opened',
      '1 peer: 220 old',
      '1 ended closed',
      '2 opened',
      '2 peer: 220 new',
      '2 ended cut',
    ]);
    expect(flows[1]?.synAtMs).toBe(1007);
  });

  test('on ports that are in use replaces the connection there', async () => {
    const { events } = await hear(
      new Conversation().handshake().say('peer', '220 old').handshake().say('peer', '220 new'),
    );
    expect(events).toEqual([
      '1 opened',
      '1 peer: 220 old',
      '1 ended replaced',
      '2 opened',
      '2 peer: 220 new',
      '2 ended cut',
    ]);
  });
});

describe('a RST', () => {
  test('cuts a connection that stood, and says by its TTL that another sent it', async () => {
    const { flow, events } = await hear(
      new Conversation()
        .send('opener', { flags: 'S' })
        .send('peer', { flags: 'SA', ip: { ttl: 55 } })
        .send('opener', { flags: 'A' })
        .say('opener', 'LIST')
        .send('peer', { flags: 'R', ip: { ttl: 254 } }),
    );
    expect(events.at(-1)).toBe('1 ended reset');
    expect(flow.peer.ttl).toBe(55);
    expect(flow.peer.reset).toEqual({ atMs: 4, ttl: 254 });
    expect(flow.opener.reset).toBeNull();
  });

  test('of nothing that was seen is no connection', async () => {
    const { packets } = new Conversation().send('peer', { flags: 'R' });
    const heard = await listen(pcapBytes(packets));
    expect(heard.events).toEqual([]);
    expect(heard.summary.tcpPackets).toBe(1);
  });

  test('what comes after it opens nothing', async () => {
    const conversation = new Conversation()
      .handshake()
      .send('opener', { flags: 'R' })
      .say('peer', 'late')
      .close('peer');
    expect((await hear(conversation)).events).toEqual(['1 opened', '1 ended reset']);
  });
});

describe('packets that were captured on several interfaces', () => {
  /** Every packet once more, a few microseconds later. */
  const twice = (packets: readonly CapturedPacket[]): CapturedPacket[] =>
    packets.flatMap(packet => [packet, { ...packet, atMicros: packet.atMicros + 7 }]);

  test('are neither repeated SYNs nor retransmissions', async () => {
    const { packets } = new Conversation().handshake().say('peer', '220 hi').say('opener', 'USER x').close();
    const { flow, events } = await hear({ packets: twice(packets) });
    expect(events).toEqual(['1 opened', '1 peer: 220 hi', '1 opener: USER x', '1 ended closed']);
    expect(flow).toMatchObject({ synRetransmits: 0, synAckRetransmits: 0 });
    expect([flow.opener.retransmits, flow.peer.retransmits]).toEqual([0, 0]);
  });

  test('on IPv6, which numbers no packets, neither', async () => {
    const { packets } = new Conversation({ opener: '2001:db8::1', peer: '2001:db8::2' })
      .handshake()
      .say('peer', '220 hi');
    const { flow } = await hear({ packets: twice(packets) });
    expect(flow).toMatchObject({ synRetransmits: 0 });
    expect(flow.peer.retransmits).toBe(0);
  });
});

describe('the receive window', () => {
  test('that is closed, opened, and closed for good', async () => {
    const conversation = new Conversation().handshake();
    for (const window of [0, 0, 100, 0]) conversation.send('opener', { flags: 'A', window }, { afterMs: 10 });
    const { flow } = await hear(conversation);
    expect(flow.opener).toMatchObject({ windowClosings: 2, windowClosedAtMs: 42 });
  });

  test('of zero in a RST says nothing', async () => {
    const { flow } = await hear(new Conversation().handshake().send('peer', { flags: 'R', window: 0 }));
    expect(flow.peer).toMatchObject({ windowClosings: 0, windowClosedAtMs: null });
  });
});

describe('segments larger than the MTU', () => {
  test('are taken as they are', async () => {
    const { flow, events } = await hear(new Conversation().handshake().say('peer', 'x'.repeat(60_000)).close());
    expect(events[1]).toHaveLength('1 peer: '.length + 60_000);
    expect(flow.peer).toMatchObject({ payloadBytes: 60_000, largestSegment: 60_000 });
  });
});
