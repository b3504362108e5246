import { Conversation, type ConversationEnds } from '../../capture/support/conversation.ts';
import type { CapturedPacket } from '../../capture/support/pcap-bytes.ts';

export const client = '198.51.100.2';
export const server = '192.0.2.2';

/** A control connection that is greeted and logged in. */
export function control(ends: ConversationEnds = {}): Conversation {
  return lines(connected(ends), '< 220 ready', '> USER lab', '< 331 password', '> PASS secret', '< 230 in');
}

/** A control connection on which nothing was said yet. */
export function connected(ends: ConversationEnds = {}): Conversation {
  return new Conversation({ opener: client, openerPort: 50_000, peer: server, peerPort: 21, ...ends }).handshake();
}

/** Says lines, each in a segment of its own, a millisecond apart: `>` by the opener, `<` by the other end. */
export function lines(conversation: Conversation, ...said: readonly string[]): Conversation {
  for (const line of said) conversation.say(line.startsWith('>') ? 'opener' : 'peer', `${line.slice(2)}\r\n`);
  return conversation;
}

/** A data connection that begins at a time, by default from the client to the server's port. */
export function dataAt(ms: number, ends: ConversationEnds): Conversation {
  return new Conversation({ opener: client, openerPort: 51_000, peer: server, ...ends }).wait(ms);
}

/** SYNs at 0, 1, 3, 7 … seconds after the conversation's time that nobody answers. */
export function unanswered(conversation: Conversation, repeats: number): Conversation {
  conversation.send('opener', { flags: 'S' });
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    conversation.send('opener', { flags: 'S' }, { afterMs: 1000 * 2 ** repeat, sequence: 1000 });
  }
  return conversation;
}

/** A packet that comes so late that the capture is known to have gone on: of a connection that has nothing to do with it. */
export function until(ms: number): readonly CapturedPacket[] {
  return new Conversation({
    opener: '203.0.113.9',
    openerPort: 1024 + (ms % 60_000),
    peer: '203.0.113.10',
    peerPort: 80,
  })
    .wait(ms)
    .send('opener', { flags: 'A' }).packets;
}
