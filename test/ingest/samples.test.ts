import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyzeFiles } from '../../src/cli/analyze.ts';
import type { Report } from '../../src/report/report.ts';

interface Label {
  readonly status?: readonly string[];
  readonly cause?: readonly string[];
  readonly side?: readonly string[];
  readonly PASV?: readonly string[];
  readonly PORT?: readonly string[];
}

const folder = new URL('../../fixtures/samples/', import.meta.url);
const samples = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory());

/** Recordings that cannot know the cause although they hold the mode that broke, and why. */
const cannotKnow: Readonly<Record<string, string>> = {
  'client-nat-alg-tls/filezilla-port.log': 'it ends while the certificate is asked about',
  'client-nat-alg-tls/session.pcap': 'TLS hides the refusal of PORT',
  'tls-required-but-off/filezilla-pasv.log': 'it ends while the certificate is asked about',
  'tls-required-but-off/filezilla-port.log': 'it ends while the certificate is asked about',
  'server-nat-private-227-vsftpd/ftplib.log': 'ftplib does not say where the server is: a private address may be right',
  'server-nat-wrong-public-227/ftplib.log': 'ftplib connects to the control host, and does not say where that is',
};

/** Which modes a recording holds, by its name (fixtures/samples/README.md). */
function holds(file: string, mode: 'PASV' | 'PORT'): boolean {
  if (file === 'ftplib.log' || file === 'session.pcap') return true;
  return file.includes(mode === 'PASV' ? '-pasv' : '-port');
}

/** Whether a recording shows what is wrong: a mode that broke, or everything, where it broke before any mode. */
function canKnow(sample: string, file: string, label: Label): boolean {
  if (label.cause === undefined || `${sample}/${file}` in cannotKnow) return false;
  if (label.cause.includes('none')) return false;
  if (label.PASV === undefined && label.PORT === undefined) return true;
  return (['PASV', 'PORT'] as const).some(
    mode => holds(file, mode) && label[mode] !== undefined && !label[mode].includes('ok'),
  );
}

async function reportOn(sample: string, file: string): Promise<Report> {
  const path = new URL(`${sample}/${file}`, folder).pathname;
  return analyzeFiles([path], { as: null, session: null });
}

describe.each(samples.map(({ name }) => name))('sample %s', sample => {
  const label: Label = JSON.parse(readFileSync(new URL(`${sample}/label.json`, folder), 'utf8'));
  const files = readdirSync(new URL(`${sample}/`, folder)).filter(file => file !== 'label.json');

  test.each(files)('%s', async file => {
    const report = await reportOn(sample, file);
    const { cause, side, confidence, status } = report.verdict;
    if (canKnow(sample, file, label)) {
      expect(label.cause).toContain(cause);
      if (label.side !== undefined) expect(label.side).toContain(side);
    }
    if (label.cause?.length === 1 && label.cause[0] === 'none') expect(status).toBe('ok');
    // Where it does not know, it does not claim to.
    if (confidence === 'certain' && status !== 'ok') expect(label.cause).toContain(cause);
    expect(JSON.stringify(report)).not.toContain('Lab-pw-7!x');
    expect(report.source).toMatchObject({ notes: [] });
  });
});
