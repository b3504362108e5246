import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileChunks } from '../../src/ingest/capture/file-chunks.ts';
import { readCapture } from '../../src/ingest/capture/read-capture.ts';
import { runIn, thisMachine } from '../support/real-server/place.ts';
import { findProgram } from '../support/real-server/program.ts';
import { writeBulkCapture, writeSessionsCapture } from './capture-files.ts';
import { costOf } from './peak-memory.ts';
import { formatTable } from './table.ts';
import { cleanEnvironment, ftpdiagScript } from './tools.ts';

const bulkBytes = 420_000_000;
const manySessions = 10_000;
const limitMs = 300_000;
/** The fields by which one would look for what is wrong with FTP. */
const fields = [
  'frame.time_epoch',
  'ip.src',
  'ip.dst',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'ftp.request',
  'ftp.response',
];

/** A reader of captures, and what it is asked to do. */
interface Reader {
  readonly name: string;
  readonly program: string;
  words(file: string): readonly string[];
}

/** How fast captures are read, and with how much memory, beside tshark. */
export async function benchAnalyze(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-bench-'));
  // A signal ends the process without coming back here.
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.on('exit', remove);
  try {
    const files = {
      half: join(folder, 'half.pcap'),
      bulk: join(folder, 'bulk.pcap'),
      sessions: join(folder, 'sessions.pcap'),
    };
    writeBulkCapture(files.half, bulkBytes / 2);
    const inBulk = writeBulkCapture(files.bulk, bulkBytes);
    writeSessionsCapture(files.sessions, manySessions);
    const rows: string[][] = [];
    for (const [title, file] of [
      ['half of the bulk', files.half],
      [`bulk, ${inBulk} sessions in it`, files.bulk],
      [`${manySessions} sessions`, files.sessions],
    ] as const)
      rows.push(...(await rowsFor(title, file)));
    return [
      `Captures, each read from its beginning to its end by a process of its own, which is counted whole${await tsharkVersion()}`,
      '',
      formatTable(['', 'packets', 'MB', 's', 'MB/s', 'peak MB'], rows),
    ].join('\n');
  } finally {
    remove();
    process.off('exit', remove);
  }
}

async function tsharkVersion(): Promise<string> {
  const program = findProgram('tshark');
  if (program === null) return '; tshark is not installed';
  const { stdout } = await runIn(thisMachine, program, ['--version'], { env: cleanEnvironment() });
  return `; tshark ${/\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'of unknown version'}`;
}

async function rowsFor(title: string, file: string): Promise<string[][]> {
  const megabytes = statSync(file).size / 1e6;
  const startedAt = performance.now();
  const { packets } = await readCapture(fileChunks(file), null);
  const tookMs = performance.now() - startedAt;
  const row = (name: string, ms: number, peak: string): string[] => [
    `${title}: ${name}`,
    String(packets),
    megabytes.toFixed(0),
    (ms / 1000).toFixed(2),
    (megabytes / (ms / 1000)).toFixed(0),
    peak,
  ];
  const rows = [row('packets and flows alone, within this process', tookMs, '')];
  for (const { name, program, words } of findReaders()) {
    const cost = await costOf(program, words(file), limitMs);
    rows.push(row(name, cost.exitCode === null ? Number.NaN : cost.tookMs, cost.peakMegabytes.toFixed(0)));
  }
  return rows;
}

function findReaders(): readonly Reader[] {
  const tshark = findProgram('tshark');
  const ours: Reader = {
    name: 'ftpdiag analyze',
    program: process.execPath,
    words: file => [ftpdiagScript, 'analyze', '--json', file],
  };
  if (tshark === null) return [ours];
  return [
    ours,
    { name: 'tshark, summary', program: tshark, words: file => ['-n', '-r', file] },
    {
      name: 'tshark -T fields',
      program: tshark,
      words: file => ['-n', '-r', file, '-T', 'fields', ...fields.flatMap(field => ['-e', field])],
    },
  ];
}
