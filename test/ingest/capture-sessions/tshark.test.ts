import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatEndpoint } from '../../../src/core/endpoint.ts';
import { parsePassiveReply } from '../../../src/ftp/host-port.ts';
import type { Packets, Recording } from '../../../src/ingest/recording.ts';
import { whyNot } from '../../support/real-server/requirement.ts';
import { tsharkFields, tsharkMs } from '../capture/support/tshark.ts';
import { eventsOf, sessionsIn } from './support/sessions-of.ts';

const reason = whyNot('tshark');
const samples = fileURLToPath(new URL('../../../fixtures/samples', import.meta.url));
const captures = readdirSync(samples, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => [name, `${samples}/${name}/session.pcap`] as const);

const microseconds = (iso: string, ms: number): bigint => {
  const [, fraction = ''] = /\.(\d{6})Z$/.exec(iso) ?? [];
  return BigInt(Date.parse(`${iso.slice(0, 19)}Z`)) * 1000n + BigInt(fraction) + BigInt(Math.round(ms * 1000));
};

const epoch = (text = ''): bigint => {
  const [seconds = '0', fraction = ''] = text.split('.');
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
};

/** `1795300966174226 command PASV`, sorted by time. */
function ours(recordings: readonly Recording[]): readonly string[] {
  return recordings
    .flatMap(({ startedAt, events }) =>
      events.flatMap(event => {
        const at = microseconds(startedAt ?? '', event.atMs ?? 0);
        if (event.kind === 'command') return [`${at} command ${event.text.split(' ')[0]}`];
        return event.kind === 'reply' ? [`${at} reply ${event.code}`] : [];
      }),
    )
    .sort();
}

const fields = {
  time: 'frame.time_epoch',
  stream: 'tcp.stream',
  syn: 'tcp.flags.syn',
  ack: 'tcp.flags.ack',
  reset: 'tcp.flags.reset',
  fin: 'tcp.flags.fin',
  icmp: 'icmp.type',
  repeated: 'tcp.analysis.retransmission',
  command: 'ftp.request.command',
  code: 'ftp.response.code',
  host: 'ftp.passive.ip',
  port: 'ftp.passive.port',
} as const;
type Row = Readonly<Record<keyof typeof fields, string>>;

/** TCP segments, without those that ICMP errors quote. */
function segmentsOf(file: string): readonly Row[] {
  const names = Object.keys(fields);
  const rows = tsharkFields(file, ...Object.values(fields)).map(values =>
    Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
  ) as Row[];
  return rows.filter(({ stream, icmp }) => stream !== '' && icmp === '');
}

const isSet = (flag: string): boolean => flag === '1' || flag === 'True';
const streamsWith = (rows: readonly Row[], flag: 'reset' | 'fin'): number =>
  new Set(rows.filter(row => isSet(row[flag])).map(({ stream }) => stream)).size;

describe.skipIf(reason !== null)(
  `agreement with tshark${reason === null ? '' : ` (${reason})`}`,
  { timeout: tsharkMs },
  () => {
    describe.each(captures)('%s', (_, file) => {
      let recordings: readonly Recording[];
      let rows: readonly Row[];

      beforeAll(async () => {
        recordings = await sessionsIn(readFileSync(file));
        rows = segmentsOf(file);
      });

      test('commands and replies, to the microsecond', () => {
        const secured = new Map<string, bigint>();
        for (const { stream, code, time } of rows) if (code === '234') secured.set(stream, epoch(time));
        const theirs = rows
          .filter(({ repeated }) => repeated === '')
          // What is encrypted is text for tshark.
          .filter(({ stream, time }) => epoch(time) <= (secured.get(stream) ?? epoch(time)))
          .flatMap(({ time, command, code }) => {
            if (command !== '') return [`${epoch(time)} command ${command}`];
            return code === '' ? [] : [`${epoch(time)} reply ${code}`];
          })
          .sort();
        expect(ours(recordings)).toEqual(theirs);
      });

      test('addresses of 227', () => {
        const theirs = rows.filter(({ host }) => host !== '').map(({ host, port }) => `${host}:${port}`);
        const replies = recordings
          .flatMap(recording => eventsOf(recording, 'reply'))
          .filter(({ code }) => code === 227);
        const addresses = replies.map(({ text }) => {
          const parsed = parsePassiveReply(text);
          return parsed.ok ? formatEndpoint(parsed.value) : parsed.problem;
        });
        expect(addresses).toEqual(theirs);
      });

      test('each SYN, RST and FIN is of a connection that is told', () => {
        const packets = recordings.flatMap(packetsIn);
        expect(packets).toHaveLength(new Set(rows.map(({ stream }) => stream)).size);
        const syns = packets.reduce((sum, { synRetransmits }) => sum + 1 + synRetransmits, 0);
        expect(syns).toBe(rows.filter(({ syn, ack }) => isSet(syn) && !isSet(ack)).length);
        const resets = packets.filter(({ facts }) => facts?.client.reset ?? facts?.server.reset);
        expect(resets).toHaveLength(streamsWith(rows, 'reset'));
        const fins = packets.filter(({ handshake }) => handshake.fin.state === 'seen');
        expect(fins).toHaveLength(streamsWith(rows, 'fin'));
      });

      test('the moments of each handshake, to the microsecond', () => {
        const first = new Map<string, bigint>();
        for (const { time, stream, syn, ack } of rows) {
          const key = `${stream} ${isSet(ack) ? 'synAck' : 'syn'}`;
          if (isSet(syn) && !first.has(key)) first.set(key, epoch(time));
        }
        const moments = recordings.flatMap(recording =>
          packetsIn(recording).flatMap(({ handshake: { syn, synAck } }) =>
            [syn, synAck].flatMap(one =>
              one.state === 'seen' ? [microseconds(recording.startedAt ?? '', one.atMs)] : [],
            ),
          ),
        );
        const sorted = (times: Iterable<bigint>): readonly string[] => [...times].map(String).sort();
        expect(sorted(moments)).toEqual(sorted(first.values()));
      });
    });
  },
);

/** What packets tell of each connection of a session. */
function packetsIn({ events }: Recording): readonly Packets[] {
  return events.flatMap(event => ('packets' in event && event.packets?.facts !== undefined ? [event.packets] : []));
}
