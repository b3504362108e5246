import { describe, expect, test } from 'vitest';
import type { Conversation } from '../capture/support/conversation.ts';
import { control, dataAt, lines, until } from './support/ftp-scene.ts';
import { eventsOf, sessionOf } from './support/sessions-of.ts';

const asked = (command = 'LIST'): Conversation =>
  lines(control(), '> PASV', '< 227 ok (192,0,2,2,156,64)', `> ${command}`, '< 150 here');
const data = (): Conversation => dataAt(12, { openerPort: 51_000, peerPort: 40_000 }).handshake();
const full = 'x'.repeat(1460);

/** The failure with which the transfer ended, null for an orderly end, or undefined where none is told. */
async function ending(said: Conversation, moved: Conversation, untilMs = 0) {
  const recording = await sessionOf(said.packets, moved.packets, until(untilMs));
  return eventsOf(recording, 'data-ended')[0]?.failure;
}

describe('an orderly end', () => {
  test.each([
    ['of a listing', data().say('peer', 'a').close('peer')],
    ['of an empty listing', data().close('peer')],
    ['of an upload', data().say('opener', 'a').close('opener')],
    [
      'by RST, once everything was sent',
      data().say('peer', 'a').send('peer', { flags: 'FA' }).send('opener', { flags: 'RA' }),
    ],
    ['that the client did not wait for', data().say('peer', 'a').close('opener')],
  ])('%s', async (_, moved) => expect(await ending(lines(asked()), moved)).toBeNull());

  test('RST does not matter where the server says that all went well', async () => {
    const moved = data().say('peer', 'a').send('opener', { flags: 'RA' });
    expect(await ending(lines(asked(), '< 226 done'), moved)).toBeNull();
  });
});

describe('a transfer that breaks', () => {
  test('is cut by RST', async () => {
    const moved = data().say('peer', full).send('peer', { flags: 'RA' });
    expect(await ending(lines(asked(), '< 426 broken'), moved)).toMatchObject({ kind: 'reset', operation: 'transfer' });
  });

  test('stalls before the first byte, until the client gives up', async () => {
    expect(await ending(asked(), data().wait(20_000).close('opener'))).toMatchObject({
      kind: 'timeout',
      limitMs: 20_001,
    });
  });

  test('stalls in the middle', async () => {
    const moved = data().say('peer', full).wait(20_000).close('opener');
    expect(await ending(asked(), moved)).toMatchObject({ kind: 'timeout', operation: 'transfer', limitMs: 20_001 });
  });

  test('stalls, and the capture goes on', async () => {
    expect(await ending(asked(), data().say('peer', full), 60_000)).toMatchObject({ kind: 'timeout' });
  });

  test('stalls because the client does not read: its window is closed', async () => {
    const moved = data().say('peer', full).send('opener', { flags: 'A', window: 0 });
    const recording = await sessionOf(asked().packets, moved.packets, until(60_000));
    expect(eventsOf(recording, 'data-ended')).toMatchObject([{ failure: { kind: 'timeout' } }]);
    const facts = eventsOf(recording, 'data-connected')[0]?.packets?.facts;
    expect(facts?.client.closedWindow).toEqual({ times: 1, atMs: 16 });
    expect(facts?.server.closedWindow).toBeUndefined();
  });

  test('goes on when the capture ends: nothing is told', async () => {
    expect(await ending(asked(), data().say('peer', full))).toBeUndefined();
  });
});

describe('packets of full size that are lost', () => {
  test('seen at the client: the end arrives, and what was to come before it does not', async () => {
    const moved = data().say('peer', full, { isLost: true }).send('peer', { flags: 'FA' });
    const first = moved.next('peer') - 1461;
    moved.send('opener', { flags: 'A' }, { acknowledgment: first }).wait(10_000);
    moved.send('opener', { flags: 'FA' }, { acknowledgment: first });
    const recording = await sessionOf(asked().wait(10_000).close().packets, moved.packets);
    expect(eventsOf(recording, 'data-ended')).toMatchObject([{ failure: { kind: 'timeout', operation: 'transfer' } }]);
    expect(eventsOf(recording, 'data-connected')[0]?.packets?.facts?.server.unacknowledgedBytes).toBe(1460);
  });

  test('seen at the server: they are sent again and again, while small ones got through', async () => {
    const moved = data().say('peer', 'small').send('opener', { flags: 'A' }).say('peer', full);
    const sequence = moved.next('peer') - 1460;
    for (const afterMs of [200, 400, 800, 1600, 3200]) moved.say('peer', full, { afterMs, sequence });
    const recording = await sessionOf(asked().packets, moved.packets, until(30_000));
    expect(eventsOf(recording, 'data-ended')).toMatchObject([{ failure: { kind: 'timeout', operation: 'transfer' } }]);
    expect(eventsOf(recording, 'data-connected')[0]?.packets?.facts?.server).toMatchObject({
      largestSegment: 1460,
      largestAcknowledged: 5,
      repeated: { bytes: 1460, repeats: 5, isAcknowledged: false },
    });
  });

  test('an upload: the 226 never comes, whatever the client sent', async () => {
    const moved = data().say('opener', full);
    const sequence = moved.next('opener') - 1460;
    for (const afterMs of [200, 400, 800, 1600]) moved.say('opener', full, { afterMs, sequence });
    expect(await ending(asked('STOR a'), moved, 30_000)).toMatchObject({ kind: 'timeout' });
  });
});
