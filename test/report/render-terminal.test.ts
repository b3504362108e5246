import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/core/diagnosis.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { ReporterOptions } from '../../src/report/reporter.ts';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import { healthy, privateAddress } from '../support/sample-diagnosis.ts';
import { brokenLogin, hostile, wide } from '../support/unusual-diagnosis.ts';

const plain: ReporterOptions = { width: 80, color: false, verbose: false, quiet: false };

function render(diagnosis: Diagnosis, options: Partial<ReporterOptions> = {}, others: readonly Diagnosis[] = []) {
  return renderTerminal(buildReport(diagnosis, { version: '0.1.0', others }), { ...plain, ...options });
}

function golden(name: string): string {
  return `../../fixtures/reports/${name}.txt`;
}

const samples = { healthy, privateAddress, brokenLogin, hostile, wide };

describe('renderTerminal', () => {
  it('tells a sound server in short', async () => {
    await expect(render(healthy)).toMatchFileSnapshot(golden('healthy'));
  });

  it('tells what broke, whose it is and what to change', async () => {
    await expect(render(privateAddress)).toMatchFileSnapshot(golden('private-address'));
  });

  it('tells of a run that never came to the modes', async () => {
    await expect(render(brokenLogin)).toMatchFileSnapshot(golden('login-refused'));
  });

  it('shows what a hostile server sent as text', async () => {
    await expect(render(hostile)).toMatchFileSnapshot(golden('hostile'));
  });

  it('wraps Chinese by its columns', async () => {
    await expect(render(wide)).toMatchFileSnapshot(golden('chinese'));
  });

  it('says it in one line when asked to be quiet', async () => {
    await expect(render(privateAddress, { quiet: true })).toMatchFileSnapshot(golden('private-address-quiet'));
  });

  it('answers for each further address', () => {
    expect(render(healthy, {}, [privateAddress])).toContain('The same at ');
  });

  it.each(Object.entries(samples))('has nothing that a terminal obeys without colour: %s', (_, diagnosis) => {
    for (const verbose of [false, true]) expect(render(diagnosis, { verbose })).not.toMatch(obeyed);
  });

  it('colours what it shows, and nothing else changes', () => {
    const colored = render(privateAddress, { color: true });
    expect(colored).toContain('\u001b[');
    expect(colored.replace(colors, '')).toBe(render(privateAddress));
  });

  it.each([60, 80, 110])('keeps to %i columns, but for lines to copy', width => {
    for (const diagnosis of Object.values(samples)) {
      for (const verbose of [false, true]) {
        const report = buildReport(diagnosis, { version: '0.1.0', others: [] });
        const commands = [
          ...report.findings.flatMap(({ fixes }) => fixes.flatMap(fix => fix.commands)),
          ...report.recommendation.clients.flatMap(client => client.commands),
        ];
        const lines = renderTerminal(report, { ...plain, width, verbose }).split('\n');
        const tooWide = lines.filter(line => stringWidth(line) > width && !commands.includes(line.trim()));
        expect(tooWide).toEqual([]);
      }
    }
  });

  it('shows escape sequences of a server instead of obeying them', () => {
    expect(render(hostile, { verbose: true })).toContain('\\x1b]0;owned\\x07');
  });

  it('needs no more than ASCII for its signs when told so', () => {
    const signs = render(privateAddress, { unicode: false }).match(/[✓✗→─]/g);
    expect(signs).toBeNull();
  });
});

/** Control characters but for line ends. */
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;
const colors = /\u001b\[[0-9;]*m/g;
