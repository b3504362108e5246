import { describe, expect, test } from 'vitest';
import { Conversation } from './support/conversation.ts';
import { listen } from './support/listen.ts';
import { type CapturedPacket, pcapBytes } from './support/pcap-bytes.ts';
import { Random } from './support/random.ts';

async function eventsOf({ packets }: { packets: readonly CapturedPacket[] }): Promise<readonly string[]> {
  return (await listen(pcapBytes(packets))).events;
}

/** What one side said, gaps as `[n]`. */
async function saidBy(side: 'opener' | 'peer', packets: readonly CapturedPacket[]): Promise<string> {
  const events = await eventsOf({ packets });
  return events
    .flatMap(event => {
      const text = event.match(new RegExp(`^1 ${side}: (.*)$`, 's'))?.[1];
      const gap = event.match(new RegExp(`^1 ${side} lacks (\\d+)$`))?.[1];
      return text ?? (gap === undefined ? [] : `[${gap}]`);
    })
    .join('');
}

const established = (): Conversation => new Conversation().handshake();

/** The same packets with two of them the other way round. */
function swapped(packets: readonly CapturedPacket[], one: number, other: number): CapturedPacket[] {
  const all = packets.map(({ bytes }) => bytes);
  return packets.map(({ atMicros }, index) => ({
    atMicros,
    bytes: all[index === one ? other : index === other ? one : index] ?? new Uint8Array(0),
  }));
}

test('payload comes in order, from both sides', async () => {
  const conversation = established().say('peer', '220 a').say('opener', 'USER b').say('peer', '331 c').close();
  expect(await eventsOf(conversation)).toEqual([
    '1 opened',
    '1 peer: 220 a',
    '1 opener: USER b',
    '1 peer: 331 c',
    '1 ended closed',
  ]);
});

test('sequence numbers run over their end', async () => {
  // The peer's begin 16 before it.
  const { packets } = established().say('peer', '0123456789').say('peer', 'abcdefghij').say('peer', 'klm');
  expect(await saidBy('peer', packets)).toBe('0123456789abcdefghijklm');
});

test('payload of a SYN counts from the byte after it', async () => {
  const conversation = new Conversation()
    .send('opener', { flags: 'S', payload: 'early ' })
    .send('peer', { flags: 'SA' })
    .say('opener', 'late');
  expect(await saidBy('opener', conversation.packets)).toBe('early late');
});

describe('reordering', () => {
  test('a segment that comes too early waits for its turn', async () => {
    const { packets } = established().say('peer', 'one ').say('peer', 'two ').say('peer', 'three');
    expect(await eventsOf({ packets: swapped(packets, 3, 5) })).toEqual([
      '1 opened',
      '1 peer: one ',
      '1 peer: two ',
      '1 peer: three',
      '1 ended cut',
    ]);
  });

  test('every order of many small segments gives the same text', async () => {
    const random = new Random(11);
    const words = Array.from({ length: 60 }, (_, index) => `${index} `);
    for (let round = 0; round < 30; round += 1) {
      const conversation = established();
      for (const word of words) conversation.say('peer', word);
      let packets = conversation.packets;
      for (let swap = 0; swap < 40; swap += 1)
        packets = swapped(packets, 3 + random.below(words.length), 3 + random.below(words.length));
      expect(await saidBy('peer', packets)).toBe(words.join(''));
    }
  });
});

describe('retransmission', () => {
  test('what comes twice is told once', async () => {
    const conversation = established().say('peer', '220 a\r\n');
    const sequence = conversation.next('peer') - 7;
    conversation.say('peer', '220 a\r\n', { sequence, afterMs: 300 }).say('opener', 'USER b');
    expect(await saidBy('peer', conversation.packets)).toBe('220 a\r\n');
  });

  test('a segment that repeats the end of what is known and goes on', async () => {
    const conversation = established().say('peer', 'abcdef');
    conversation.say('peer', 'defghi', { sequence: conversation.next('peer') - 3, afterMs: 300 });
    expect(await saidBy('peer', conversation.packets)).toBe('abcdefghi');
  });

  test('where two say different things, the first one counts', async () => {
    const conversation = established().say('peer', 'abcdef');
    const sequence = conversation.next('peer') - 6;
    conversation.say('peer', 'ABCDEFGHI', { sequence, afterMs: 300 });
    expect(await saidBy('peer', conversation.packets)).toBe('abcdefGHI');
  });

  test('the first one counts also when both came too early', async () => {
    const conversation = established();
    const base = conversation.next('peer');
    const early = (from: number, text: string): unknown =>
      conversation.say('peer', text, { sequence: base + from, afterMs: 1 });
    early(6, 'ghi');
    early(2, 'cdef');
    early(4, 'XXXXXjkl');
    early(0, 'YYYYYYYYYYYYmn');
    expect(await saidBy('peer', conversation.packets)).toBe('YYcdefghijklmn');
  });

  test('every way to cut and overlap the same text gives that text', async () => {
    const random = new Random(5);
    const text = 'The quick brown fox jumps over the lazy dog';
    for (let round = 0; round < 100; round += 1) {
      const conversation = established();
      const base = conversation.next('peer');
      const say = (from: number, to: number): unknown =>
        conversation.say('peer', text.slice(from, to), { sequence: (base + from) >>> 0 });
      for (let piece = 0; piece < 20; piece += 1) {
        const from = random.below(text.length);
        say(from, from + 1 + random.below(12));
      }
      say(0, text.length);
      expect(await saidBy('peer', conversation.packets)).toBe(text);
    }
  });
});

describe('what the capture has lost', () => {
  test('is a gap as soon as the other side goes on from there', async () => {
    const conversation = established()
      .say('peer', '220 a')
      .say('opener', 'USER b', { isLost: true })
      .say('peer', '331 c')
      .say('opener', 'PASS d');
    expect(await eventsOf(conversation)).toEqual([
      '1 opened',
      '1 peer: 220 a',
      '1 opener lacks 6',
      '1 peer: 331 c',
      '1 opener: PASS d',
      '1 ended cut',
    ]);
  });

  test('is a gap when the receiver acknowledges it, and it has not come for 100 ms', async () => {
    const conversation = established()
      .say('peer', 'aaa')
      .say('peer', 'bbb', { isLost: true })
      .say('peer', 'ccc')
      .send('opener', { flags: 'A' })
      .say('peer', 'ddd')
      .say('peer', 'eee', { afterMs: 120 });
    expect(await eventsOf(conversation)).toEqual([
      '1 opened',
      '1 peer: aaa',
      '1 peer lacks 3',
      '1 peer: ccc',
      '1 peer: ddd',
      '1 peer: eee',
      '1 ended cut',
    ]);
  });

  test('is a gap at the end, also when the end is all that tells of it', async () => {
    const conversation = established().say('peer', 'aaa').say('peer', 'bbb', { isLost: true }).close('peer');
    expect(await eventsOf(conversation)).toEqual(['1 opened', '1 peer: aaa', '1 peer lacks 3', '1 ended closed']);
  });

  test('is no gap for the sequence number of a FIN', async () => {
    const conversation = established().say('peer', '221 bye');
    conversation.send('peer', { flags: 'FA' }, { isLost: true }).say('opener', 'QUIT');
    expect(await eventsOf(conversation)).toEqual(['1 opened', '1 peer: 221 bye', '1 opener: QUIT', '1 ended cut']);
  });

  test('is a gap once 256 kB wait behind it', async () => {
    const conversation = established().say('peer', 'lost', { isLost: true });
    const segment = 'x'.repeat(1400);
    for (let count = 0; count < 200; count += 1) conversation.say('peer', segment);
    expect(await saidBy('peer', conversation.packets)).toBe(`[4]${segment.repeat(200)}`);
  });

  test('is a gap once 256 pieces wait behind it', async () => {
    const conversation = established().say('peer', 'lost', { isLost: true });
    for (let count = 0; count < 300; count += 1) conversation.say('peer', 'x');
    const events = await eventsOf(conversation);
    expect(events.indexOf('1 peer lacks 4')).toBe(1);
    expect(events).toHaveLength(303);
  });
});

describe('a capture that begins in the middle', () => {
  test('gives what follows', async () => {
    const conversation = established().say('peer', '230 in\r\n').say('opener', 'PASV\r\n').say('peer', '227 x\r\n');
    const packets = conversation.packets.slice(4);
    const heard = await listen(pcapBytes(packets));
    expect(heard.events).toEqual(['1 opened', '1 opener: PASV\r\n', '1 peer: 227 x\r\n', '1 ended cut']);
    expect(heard.flows[0]).toMatchObject({ isOpenerKnown: false, synAtMs: null, synAckAtMs: null, ackAtMs: null });
    expect(heard.flows[0]?.opener.port).toBe(40_000);
  });
});

describe('a listener that has had enough', () => {
  test('hears of the end, and of no further payload in either direction', async () => {
    const conversation = established().say('peer', 'HTTP/1.1').say('peer', ' 200').say('opener', 'GET /').close();
    const heard = await listen(pcapBytes(conversation.packets), { answer: () => 'enough' });
    expect(heard.events).toEqual(['1 opened', '1 peer: HTTP/1.1', '1 ended closed']);
    expect(heard.flows[0]?.peer.payloadBytes).toBe(12);
    expect(heard.flows[0]?.opener.payloadBytes).toBe(5);
  });

  test('hears nothing of what was waiting for its turn', async () => {
    const { packets } = established().say('peer', 'one').say('peer', 'two').say('peer', 'six');
    const heard = await listen(pcapBytes(swapped(packets, 3, 5)), { answer: () => 'enough' });
    expect(heard.events).toEqual(['1 opened', '1 peer: one', '1 ended cut']);
  });
});
