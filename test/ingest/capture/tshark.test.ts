import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { whyNot } from '../../support/real-server/requirement.ts';
import { Conversation } from './support/conversation.ts';
import { listen } from './support/listen.ts';
import { type CapturedPacket, pcapBytes } from './support/pcap-bytes.ts';
import { PcapngBlocks } from './support/pcapng-bytes.ts';
import { Random } from './support/random.ts';
import { readSegments } from './support/read-segments.ts';
import { tshark, tsharkFields, tsharkMs } from './support/tshark.ts';

const reason = whyNot('tshark');
const samples = fileURLToPath(new URL('../../../fixtures/samples', import.meta.url));
const captures = readdirSync(samples, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => [name, join(samples, name, 'session.pcap')] as const);
const scratch = mkdtempSync(join(tmpdir(), 'ftpdiag-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** No sample has more connections than that. */
const mostStreams = 8;

/** By these tshark marks a repeated segment; the last one marks a segment that an ICMP error quotes. */
const marks = ['tcp.analysis.retransmission', 'tcp.analysis.fast_retransmission', 'icmp.type'];

/** What one run of tshark says of a sample. */
interface Theirs {
  /** One row a TCP packet: time, flags, payload length, stream, marks. */
  readonly rows: readonly (readonly string[])[];
  /** Payload by stream, in hexadecimal, of its first and its second end. */
  readonly said: ReadonlyMap<number, { readonly first: string; readonly second: string }>;
}

function askTshark(file: string): Theirs {
  const follow = Array.from({ length: mostStreams }, (_, stream) => ['-z', `follow,tcp,raw,${stream}`]).flat();
  const fields = ['frame.time_epoch', 'tcp.flags', 'tcp.len', 'tcp.stream', ...marks].flatMap(field => ['-e', field]);
  const text = tshark(file, '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=f', ...fields, ...follow);
  const [packets = '', ...streams] = text.split(/^=+\nFollow: tcp,raw\nFilter: tcp\.stream eq /m);
  const rows = packets.split('\n').map(line => line.split('|'));
  const said = streams.map(block => {
    const [stream = '', ...body] = block.split('\n');
    const lines = body.filter(line => /^\t?[0-9a-f]+$/.test(line));
    const of = (isSecond: boolean): string =>
      lines.flatMap(line => (line.startsWith('\t') === isSecond ? line.trim() : [])).join('');
    return [Number(stream), { first: of(false), second: of(true) }] as const;
  });
  return { rows: rows.filter(([, flags]) => flags !== undefined && flags !== ''), said: new Map(said) };
}

function inHexadecimal(events: readonly string[], of: string): string {
  const said = events.filter(event => event.startsWith(of));
  return said.map(event => Buffer.from(event.slice(of.length), 'latin1').toString('hex')).join('');
}

describe.skipIf(reason !== null)(
  `agreement with tshark${reason === null ? '' : ` (${reason})`}`,
  { timeout: tsharkMs },
  () => {
    test.each(captures)('%s', async (_, file) => {
      const { rows, said } = askTshark(file);
      const bytes = readFileSync(file);
      const own = rows.filter(row => row[6] === '');
      const theirs = own.map(([time = '', flags, length]) => {
        const [seconds, fraction = ''] = time.split('.');
        return `${seconds}${fraction.slice(0, 6)} ${Number(flags) & 0x3f} ${length}`;
      });
      const ours = (await readSegments(bytes)).map(({ micros, flags, length }) => `${micros} ${flags} ${length}`);
      expect(ours).toEqual(theirs);
      const { flows, events } = await listen(bytes);
      expect(flows).toHaveLength(new Set(own.map(row => row[3])).size);
      for (const flow of flows) {
        const stream = flow.id - 1;
        // A SYN-ACK that answers a repeated SYN cannot be told from the same one captured twice: these are not compared.
        const repeated = own.filter(
          ([, flags, , of, ...marks]) => Number(of) === stream && marks.join('') !== '' && flags !== '0x0012',
        );
        expect(flow.synRetransmits + flow.opener.retransmits + flow.peer.retransmits).toBe(repeated.length);
        const first = inHexadecimal(events, `${flow.id} opener: `);
        const second = inHexadecimal(events, `${flow.id} peer: `);
        expect({ first, second }).toEqual(said.get(stream));
      }
    });

    describe('a capture with VLANs, IPv6, reordering and repetitions', () => {
      const random = new Random(21);
      const v4 = new Conversation().handshake();
      const v6 = new Conversation({ opener: '2001:db8::1', peer: '2001:db8::2', openerPort: 40_001 }).handshake();
      for (let line = 0; line < 30; line += 1) {
        for (const conversation of [v4, v6]) {
          const text = `line ${line} `.repeat(1 + random.below(40));
          conversation.say('peer', text).send('opener', { flags: 'A' });
          if (random.below(4) === 0)
            conversation.say('peer', text, { sequence: conversation.next('peer') - text.length, afterMs: 250 });
        }
      }
      const tagged = (packet: CapturedPacket): CapturedPacket => ({
        ...packet,
        bytes: Buffer.concat([packet.bytes.subarray(0, 12), Buffer.from([0x81, 0, 0, 7]), packet.bytes.subarray(12)]),
      });
      const packets = [...v4.close().packets, ...v6.close().packets.map(tagged)];
      const blocks = new PcapngBlocks(false);
      const pcapng = [
        blocks.section(),
        blocks.interface(1, [blocks.resolution(9)]),
        ...packets.map(packet => blocks.packet(packet, { unitsPerSecond: 1_000_000_000n })),
      ];

      test.each([
        ['pcap', pcapBytes(packets, { isNanos: true })],
        ['pcapng', Buffer.concat(pcapng)],
      ])('%s', async (name, bytes) => {
        const file = join(scratch, name);
        writeFileSync(file, bytes);
        const rows = tsharkFields(file, 'tcp.stream', 'tcp.analysis.retransmission', 'frame.time_relative');
        const { flows, summary } = await listen(bytes);
        expect(summary).toMatchObject({ packets: rows.length, tcpPackets: rows.length, damage: [] });
        for (const flow of flows) {
          const theirs = rows.filter(([stream, mark]) => Number(stream) === flow.id - 1 && mark !== '');
          expect(flow.opener.retransmits + flow.peer.retransmits).toBe(theirs.length);
        }
        expect(summary.durationMs).toBe(
          Math.max(...rows.map(([, , seconds]) => Math.round(Number(seconds) * 1e6) / 1000)),
        );
      });
    });
  },
);
