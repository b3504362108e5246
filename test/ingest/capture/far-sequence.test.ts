import { expect, test } from 'vitest';
import { Conversation } from './support/conversation.ts';
import { listen } from './support/listen.ts';
import { pcapBytes } from './support/pcap-bytes.ts';

test.each([0x7fff_ffff, 0x8000_0000, 0x8000_0001])(
  'payload that is %d numbers away does not stop the reading',
  async away => {
    const session = new Conversation().handshake();
    session.say('peer', '220 ready\r\n', { sequence: (session.next('peer') + away) >>> 0 }).close('peer');
    const { events } = await listen(pcapBytes(session.packets));
    expect(events.at(-1)).toBe('1 ended closed');
  },
);
