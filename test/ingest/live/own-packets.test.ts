import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../src/core/connection.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import { ownPackets } from '../../../src/ingest/live/own-packets.ts';
import { baseEvidence } from '../../support/base-evidence.ts';
import type { Conversation } from '../capture/support/conversation.ts';
import { listen } from '../capture/support/listen.ts';
import { pcapBytes } from '../capture/support/pcap-bytes.ts';
import { connected, lines } from '../capture-sessions/support/ftp-scene.ts';
import { wrongChecksums } from '../redact/support/wrong-checksums.ts';

const [template] = baseEvidence('healthy').connections;
const ends = { local: { host: '198.51.100.2', port: 50_000 }, remote: { host: '192.0.2.2', port: 21 } };

function runWith(connections: readonly Partial<Connection>[]): Evidence {
  if (template === undefined) throw new Error('the base has no connection');
  const trials: Evidence['trials'] = [];
  return { ...baseEvidence('healthy'), trials, connections: connections.map(one => ({ ...template, ...one })) };
}

async function ownOf(conversations: readonly Conversation[], evidence: Evidence, secrets: readonly string[] | null) {
  const packets = conversations.flatMap(one => one.packets).sort((one, other) => one.atMicros - other.atMicros);
  return Buffer.concat(await ownPackets([pcapBytes(packets)], [evidence], secrets));
}

const control: Partial<Connection> = { role: 'control', ...ends };

describe('the file of a run', () => {
  test('has asterisks for the password, as long as it was, and right checksums', async () => {
    const talk = lines(connected(), '< 220 ready', '> USER lab', '< 331 password', '> PASS s3cr3t word', '< 230 in');
    const file = await ownOf([talk], runWith([control]), ['s3cr3t word']);
    expect(file.includes('s3cr3t')).toBe(false);
    expect(file.includes('PASS ***********\r\n')).toBe(true);
    expect(file.includes('USER lab')).toBe(true);
    expect(await wrongChecksums(file)).toEqual([]);
    expect((await listen(file)).summary.packets).toBe(talk.packets.length);
  });

  test('has none of it where it is cut up, sent again, or repeated by the server', async () => {
    const talk = connected().say('peer', '220 ready\r\n').say('opener', 'PA');
    const sequence = talk.next('opener');
    talk
      .say('opener', 'SS s3c')
      .say('opener', 'SS s3cr3t\r\n', { sequence })
      .send('opener', { flags: 'PA', payload: 'r3t\r\n' })
      .say('peer', '530 Wrong password s3cr3t\r\n');
    const file = await ownOf([talk], runWith([control]), ['s3cr3t']);
    expect(file.includes('s3c')).toBe(false);
    expect(file.includes('r3t')).toBe(false);
    expect(file.includes('530 Wrong password ******')).toBe(true);
    expect(await wrongChecksums(file)).toEqual([]);
  });

  test('has it where that was asked for', async () => {
    const talk = lines(connected(), '< 220 ready', '> PASS s3cr3t');
    const file = await ownOf([talk], runWith([control]), null);
    expect(file.includes('PASS s3cr3t')).toBe(true);
  });

  test('has nothing of another client of the same server', async () => {
    const own = lines(connected(), '< 220 ready');
    const other = lines(connected({ openerPort: 50_500 }), '< 220 ready', '> PASS of-somebody-else');
    const file = await ownOf([own, other], runWith([control]), []);
    expect(file.includes('of-somebody-else')).toBe(false);
    expect((await listen(file)).summary).toMatchObject({ flows: 1, packets: own.packets.length });
  });

  test('is a capture also where nothing was recorded', async () => {
    const file = Buffer.concat(await ownPackets([], [runWith([control])], []));
    expect((await listen(file)).summary).toMatchObject({ packets: 0, damage: [] });
  });
});
