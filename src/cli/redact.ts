import { isUtf8 } from 'node:buffer';
import { CaptureRedactor } from '../ingest/redact/capture/capture-redactor.ts';
import { learnJson, redactJson } from '../ingest/redact/json-redactor.ts';
import { LogFile } from '../ingest/redact/log-file.ts';
import { AddressPseudonyms } from '../ingest/redact/pseudonyms/address-pseudonyms.ts';
import type { Redactions, Replaced } from '../ingest/redact/redactions.ts';
import { TextRedactor } from '../ingest/redact/text-redactor.ts';
import { collectChunks, mostJsonBytes } from './input-file.ts';
import type { RedactFlags } from './redact-command.ts';
import { openRedactSource, type RedactSource } from './redact-source.ts';
import { checkOutput, redactedName, writeRedacted } from './redacted-file.ts';
import { warn } from './warn.ts';

type Write = (bytes: Uint8Array) => Promise<void>;

/** One file on its way: everything is learned of all of them before anything is written. */
interface Job {
  readonly output: string;
  learn(): Promise<void>;
  redact(write: Write): Promise<void>;
  /** What else is to be said about it, in half a sentence each. */
  readonly remarks: () => readonly string[];
}

/** `ftpdiag redact`: writes the copies, and says in one line what was replaced. Throws UsageError and OutputError. */
export async function redactFiles(files: readonly string[], flags: RedactFlags): Promise<void> {
  const redactions: Redactions = {
    ips: flags.ips ?? false,
    hosts: flags.hosts ?? false,
    users: flags.users ?? false,
    files: flags.files ?? false,
  };
  const sources: RedactSource[] = [];
  for (const file of files) sources.push(await openRedactSource(file));
  const addresses = new AddressPseudonyms(sources.some(({ kind }) => kind === 'capture'));
  const redactor = new TextRedactor({ redactions, addresses });
  const jobs: Job[] = [];
  for (const source of sources) {
    const output = flags.output ?? redactedName(source.file, source.isGzip);
    checkOutput(output, files);
    jobs.push({ output, ...(await jobOf(source, { redactions, addresses, redactor })) });
  }
  for (const job of jobs) await job.learn();
  for (const job of jobs) await writeRedacted(job.output, write => job.redact(write));
  const remarks = jobs.flatMap(job => job.remarks());
  const written = jobs.map(({ output }) => (output === '-' ? 'standard output' : output)).join(', ');
  warn([`replaced ${inWords(redactor.replaced)}, written to ${written}`, ...remarks].join('; '));
}

interface Tools {
  readonly redactions: Redactions;
  readonly addresses: AddressPseudonyms;
  readonly redactor: TextRedactor;
}

async function jobOf(source: RedactSource, tools: Tools): Promise<Omit<Job, 'output'>> {
  if (source.kind === 'capture') return captureJob(source, tools);
  const json = source.kind === 'json' ? await readJson(source) : null;
  if (json === null) return logJob(source, tools);
  return {
    learn: async () => learnJson(json, tools.redactor),
    redact: write => write(Buffer.from(redactJson(json, tools.redactor))),
    remarks: () => [],
  };
}

function captureJob(source: RedactSource, tools: Tools): Omit<Job, 'output'> {
  const capture = new CaptureRedactor(() => source.open(), tools);
  return {
    learn: () => capture.learn(),
    redact: write => capture.redact(write),
    remarks() {
      const { emptied, hasTls } = capture;
      return [
        ...(emptied > 0 ? [`emptied ${counted(emptied, 'packet')} that are no FTP`] : []),
        ...(hasTls && tools.redactions.hosts ? ['names in its TLS certificates can still be read'] : []),
      ];
    },
  };
}

function logJob(source: RedactSource, { redactor }: Tools): Omit<Job, 'output'> {
  const log = new LogFile(() => source.open(), redactor);
  return {
    learn: () => log.learn(),
    redact: write => log.redact(write),
    remarks: () => (log.cut > 0 ? [`cut ${counted(log.cut, 'line')} longer than 65,536 characters`] : []),
  };
}

/** The text of a JSON file, or null where it is none after all. */
async function readJson(source: RedactSource): Promise<string | null> {
  const chunks = await collectChunks(source.open(), mostJsonBytes);
  // What is longer is redacted line by line.
  if (chunks === null) return null;
  const bytes = Buffer.concat(chunks);
  if (!isUtf8(bytes)) return null;
  const text = bytes.toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}

/** `2 passwords, 3 addresses and 1 user name` */
function inWords({ passwords, addresses, hosts, users, files }: Replaced): string {
  const parts = [
    counted(passwords, 'password'),
    ...(addresses > 0 ? [counted(addresses, 'address', 'addresses')] : []),
    ...(hosts > 0 ? [counted(hosts, 'host name')] : []),
    ...(users > 0 ? [counted(users, 'user name')] : []),
    ...(files > 0 ? [counted(files, 'file name')] : []),
  ];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
