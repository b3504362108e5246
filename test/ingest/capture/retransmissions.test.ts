import { describe, expect, test } from 'vitest';
import { Conversation } from './support/conversation.ts';
import { hear } from './support/hear.ts';

describe('retransmissions', () => {
  test('a black hole: full segments are repeated, small ones come through', async () => {
    const conversation = new Conversation().handshake().say('peer', 'small').send('opener', { flags: 'A' });
    const big = 'x'.repeat(1460);
    const sequence = conversation.next('peer');
    conversation.say('peer', big);
    for (const afterMs of [200, 400, 800, 1600]) conversation.say('peer', big, { sequence, afterMs });
    const { flow } = await hear(conversation);
    expect(flow.peer).toMatchObject({
      retransmits: 4,
      retransmittedBytes: 5840,
      largestSegment: 1460,
      largestAcknowledged: 5,
    });
    expect(flow.peer.mostRepeated).toMatchObject({
      bytes: 1460,
      repeats: 4,
      firstAtMs: 205,
      lastAtMs: 3005,
      isAcknowledged: false,
    });
    expect(flow.peer.unacknowledgedBytes).toBe(1460);
    expect(flow.peer.payloadBytes).toBe(1465);
  });

  test('that got through in the end are acknowledged', async () => {
    const conversation = new Conversation().handshake().say('peer', 'lost');
    conversation.say('peer', 'lost', { sequence: conversation.next('peer') - 4, afterMs: 200 });
    conversation.send('opener', { flags: 'A' });
    const { flow } = await hear(conversation);
    expect(flow.peer.mostRepeated).toMatchObject({ repeats: 1, isAcknowledged: true });
    expect(flow.peer.largestAcknowledged).toBe(4);
  });

  test('what the receiving side never saw shows by the FIN behind it', async () => {
    const conversation = new Conversation().handshake().say('peer', 'x'.repeat(1460), { isLost: true });
    conversation.send('peer', { flags: 'FA' }).send('opener', { flags: 'A' }, { acknowledgment: 0xffff_fff1 });
    const { flow } = await hear(conversation);
    expect(flow.peer).toMatchObject({ payloadBytes: 0, unacknowledgedBytes: 1460 });
    expect(flow.ending).toBe('cut');
  });

  test('keep-alives are none', async () => {
    const conversation = new Conversation().handshake().say('opener', 'NOOP');
    const sequence = conversation.next('opener') - 1;
    conversation.send('opener', { flags: 'A' }, { sequence, afterMs: 60_000 });
    conversation.say('opener', '\0', { sequence, afterMs: 60_000 });
    const { flow } = await hear(conversation);
    expect(flow.opener).toMatchObject({ retransmits: 0, payloadBytes: 4 });
  });

  test('overtaking is none', async () => {
    const conversation = new Conversation().handshake();
    const sequence = conversation.next('peer');
    conversation.say('peer', 'def', { sequence: sequence + 3 }).say('peer', 'abc', { sequence, afterMs: 0.5 });
    expect((await hear(conversation)).flow.peer).toMatchObject({ retransmits: 0, payloadBytes: 6 });
  });

  test('filling a hole long after it is one', async () => {
    const conversation = new Conversation().handshake();
    const sequence = conversation.next('peer');
    conversation.say('peer', 'def', { sequence: sequence + 3 }).say('peer', 'abc', { sequence, afterMs: 40 });
    expect((await hear(conversation)).flow.peer.retransmits).toBe(1);
  });
});
