import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLogBytes } from '../../../src/ingest/logs/read-log.ts';

/** A recording to be mutated. */
interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
  /** The format of a log, as `--as` wants it; null for a capture, and for a log that is not recognised. */
  readonly format: string | null;
}

export interface Corpus {
  readonly logs: readonly Sample[];
  readonly captures: readonly Sample[];
}

/** The recordings in the folder of fixtures. */
export function readCorpus(fixtures: string): Corpus {
  const all = ['samples', 'logs'].flatMap(folder =>
    readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  );
  const read = (ending: string): { name: string; bytes: Buffer }[] =>
    all
      .filter(name => name.endsWith(ending))
      .sort()
      .map(name => ({ name, bytes: readFileSync(join(fixtures, name)) }));
  return {
    logs: read('.log').map(sample => ({ ...sample, format: formatOf(sample.bytes) })),
    captures: read('.pcap').map(sample => ({ ...sample, format: null })),
  };
}

function formatOf(bytes: Buffer): string | null {
  const read = readLogBytes(bytes, { file: 'sample' });
  return read.kind === 'read' ? read.format.id : null;
}
