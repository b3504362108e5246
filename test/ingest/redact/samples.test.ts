import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { analyzeFiles } from '../../../src/cli/analyze.ts';
import { LogFile } from '../../../src/ingest/redact/log-file.ts';
import { AddressPseudonyms } from '../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import { TextRedactor } from '../../../src/ingest/redact/text-redactor.ts';
import { whyNot } from '../../support/real-server/requirement.ts';
import { tsharkFields, tsharkMs } from '../capture/support/tshark.ts';
import { redactCapture } from './support/redact-capture.ts';
import { everything } from './support/redact-lines.ts';
import { wrongChecksums } from './support/wrong-checksums.ts';

const reason = whyNot('tshark');
const fixtures = new URL('../../../fixtures/', import.meta.url).pathname;
const samples = ['samples', 'logs'].flatMap(folder =>
  readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(?:log|pcap)$/.test(name))
    .map(name => join(folder, name)),
);
const captures = samples.filter(name => name.endsWith('.pcap'));

/** Every address in the samples that is anybody's. */
const original =
  /(?<![\d.])(?:203[.,]0[.,]113|192[.,]0[.,]2|198[.,]51[.,]100|10[.,]20[.,]0|192[.,]168[.,]10)[.,]\d+(?!\d)|2001:db8:[5c]::/g;

const scratch = mkdtempSync(join(tmpdir(), 'ftpdiag-redact-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Where a copy goes to. */
function copyOf(name: string): string {
  return join(scratch, name.replaceAll('/', '-'));
}

async function redacted(name: string): Promise<Buffer> {
  const bytes = readFileSync(join(fixtures, name));
  if (name.endsWith('.pcap')) return redactCapture(bytes, everything);
  const redactor = new TextRedactor({ redactions: everything, addresses: new AddressPseudonyms(false) });
  const log = new LogFile(async function* () {
    yield bytes;
  }, redactor);
  await log.learn();
  const pieces: Uint8Array[] = [];
  await log.redact(async piece => void pieces.push(piece));
  return Buffer.concat(pieces);
}

/** What the verdict rests on, or why there is none. */
async function verdictOf(path: string): Promise<unknown> {
  try {
    const { verdict, modes, findings } = await analyzeFiles([path], { as: null, session: null });
    const { summary, ...judged } = verdict;
    return {
      ...judged,
      modes: modes.map(({ command, status, failedStep }) => `${command} ${status} ${failedStep}`),
      findings: findings.map(({ id, confidence }) => `${id} ${confidence}`),
      length: summary.split(' ').length,
    };
  } catch (error) {
    return error instanceof Error ? error.message.replace(path, 'FILE') : error;
  }
}

test.each(samples)('%s has no password left, no address, and the same verdict', async name => {
  const bytes = await redacted(name);
  writeFileSync(copyOf(name), bytes);
  const before = readFileSync(join(fixtures, name)).toString('latin1').match(original) ?? [];
  const after = new Set(bytes.toString('latin1').match(original));
  expect(bytes.includes('Lab-pw-7!x')).toBe(false);
  expect([...new Set(before)].filter(address => after.has(address))).toEqual([]);
  expect(await verdictOf(copyOf(name))).toEqual(await verdictOf(join(fixtures, name)));
});

test.each(captures)('%s has valid checksums, and as many bytes as before', async name => {
  const bytes = await redacted(name);
  expect(await wrongChecksums(bytes)).toEqual([]);
  expect(bytes).toHaveLength(readFileSync(join(fixtures, name)).length);
});

/** TLS, IPv6, ICMP. */
const forTshark = ['client-nat-alg-tls', 'healthy-ipv6-pyftpdlib', 'server-nat-wrong-public-227'];

describe.skipIf(reason !== null)(`tshark ${reason ?? ''}`, { timeout: tsharkMs }, () => {
  test.each(forTshark)('reads the copy of %s as it reads the original', async name => {
    const file = join('samples', name, 'session.pcap');
    writeFileSync(copyOf(file), await redacted(file));
    const fields = ['frame.time_epoch', 'frame.len', 'tcp.flags', 'tcp.seq', 'tcp.ack', 'tcp.len', 'icmp.type'];
    expect(tsharkFields(copyOf(file), ...fields)).toEqual(tsharkFields(join(fixtures, file), ...fields));
  });
});
