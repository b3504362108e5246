import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { RecordedEvent } from '../../../src/ingest/recording.ts';
import { eventsOf, inWords, sessionsIn } from './support/sessions-of.ts';

const samples = new URL('../../../fixtures/samples/', import.meta.url);
const names = readdirSync(samples, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);
const capture = (name: string): Buffer => readFileSync(new URL(`${name}/session.pcap`, samples));
const golden = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/captures/${name}.txt`, import.meta.url));

/** Milliseconds since the session began, and what happened; who sent a RST, how often a SYN was repeated. */
function line(event: RecordedEvent): string {
  const packets = 'packets' in event ? event.packets : undefined;
  const { client, server } = packets?.facts ?? {};
  const notes = [
    packets !== undefined && packets.synRetransmits > 0 && `SYN repeated ${packets.synRetransmits} times`,
    client?.reset && `RST from the client, ${client.reset.isForged ? 'forged' : 'its own'}`,
    server?.reset && `RST from the server, ${server.reset.isForged ? 'forged' : 'its own'}`,
    server !== undefined && server.unacknowledgedBytes > 0 && `${server.unacknowledgedBytes} bytes never acknowledged`,
  ].filter(note => typeof note === 'string');
  const noted = notes.length === 0 ? '' : ` [${notes.join('; ')}]`;
  return `${(event.atMs ?? 0).toFixed(3).padStart(9)}  ${inWords(event)}${noted}`;
}

describe('what each sample tells', () => {
  test.each(names)('%s', async name => {
    const recordings = (await sessionsIn(capture(name))).toSorted((a, b) =>
      (a.startedAt ?? '').localeCompare(b.startedAt ?? ''),
    );
    const text = recordings.map(({ startedAt, events }) => [startedAt, ...events.map(line), ''].join('\n')).join('\n');
    await expect(text).toMatchFileSnapshot(golden(name));
  });

  test('every recording is of the wire, exact, and complete from its SYN on', async () => {
    for (const name of names) {
      for (const recording of await sessionsIn(capture(name))) {
        expect(recording).toMatchObject({ format: 'pcap', seenBy: 'wire', clock: 'exact', file: 'test.pcap' });
        expect(recording.isCut).toEqual({ begin: false, end: false });
      }
    }
  });

  test('the password is in none', async () => {
    for (const name of names) expect(JSON.stringify(await sessionsIn(capture(name)))).not.toContain('Lab-pw');
  });

  test('times are in order, and those of handshakes count from the same moment', async () => {
    for (const name of names) {
      for (const recording of await sessionsIn(capture(name))) {
        const times = recording.events.map(({ atMs }) => atMs ?? Number.NaN);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const { atMs, packets } of eventsOf(recording, 'data-connected')) {
          expect(packets?.handshake.ack).toEqual({ state: 'seen', atMs, known: 'packet' });
        }
      }
    }
  });
});
