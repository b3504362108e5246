import { describe, expect, test } from 'vitest';
import { analyze } from '../../../src/analysis/analyze.ts';
import type { Diagnosis } from '../../../src/core/diagnosis.ts';
import type { Evidence } from '../../../src/core/evidence.ts';
import { stepsOf } from '../../../src/core/steps.ts';
import { toEvidence } from '../../../src/ingest/evidence/to-evidence.ts';
import type { Recording } from '../../../src/ingest/recording.ts';
import { rules } from '../../../src/rules/index.ts';
import { parseEvidence } from '../../../src/schema/parse-evidence.ts';
import { connected, loggedIn, recordingOf } from '../support/recording-of.ts';

const analysedAt = '2026-11-25T00:00:00.000Z';
const evidenceOf = (recording: Recording, siblings: readonly Recording[] = []): Evidence =>
  toEvidence(recording, { analysedAt, siblings });
const diagnosed = (recording: Recording, siblings: readonly Recording[] = []): Diagnosis =>
  analyze(evidenceOf(recording, siblings), rules);
const modesOf = ({ modes }: Diagnosis): Record<string, string> =>
  Object.fromEntries(modes.map(({ command, status }) => [command, status]));

const list = ['> LIST', '< 150 Here comes the directory listing.', '< 226 Directory send OK.'];
const passive = ['> PASV', '< 227 Entering Passive Mode (192,0,2,2,156,64).'];

describe('what a recording shows', () => {
  test('a transfer that the server completed is a mode that works, though nothing tells how much came', () => {
    const recording = recordingOf([...loggedIn, ...passive, ...list]);
    const steps = stepsOf(evidenceOf(recording));
    expect(steps['pasv.connect']).toMatchObject({
      status: 'ok',
      value: { remote: { host: '192.0.2.2', port: 40_000 } },
    });
    expect(steps['pasv.data']).toMatchObject({ status: 'ok', value: { bytes: 0, isCounted: false } });
    expect(diagnosed(recording).verdict).toMatchObject({ status: 'ok', cause: 'none' });
  });

  test('modes that it did not try are not judged', () => {
    const { modes } = diagnosed(recordingOf([...loggedIn, ...passive, ...list]));
    expect(modes.map(({ status, reason }) => [status, reason])).toEqual([
      ['ok', ''],
      ['skipped', 'not in this recording'],
      ['skipped', 'not in this recording'],
      ['skipped', 'not in this recording'],
    ]);
  });

  test('where it ends, nothing is said of what came after', () => {
    const steps = stepsOf(evidenceOf(recordingOf([...loggedIn, ...passive, '> LIST'], { isCut: { end: true } })));
    expect(steps['pasv.connect']).toMatchObject({ status: 'skipped', reason: 'not-in-source' });
    expect(steps['pasv.preliminary']).toMatchObject({ status: 'skipped', reason: 'not-in-source' });
  });

  test('it can be saved and read again', () => {
    const evidence = evidenceOf(recordingOf([...loggedIn, ...passive, ...list], { stepMs: 10 }));
    expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ ok: true, evidence });
  });

  test('passwords are in none of it', () => {
    expect(JSON.stringify(evidenceOf(recordingOf(loggedIn)))).not.toContain('secret');
  });

  test('walks of a log without times have none', () => {
    const { modes } = diagnosed(recordingOf([...loggedIn, ...passive, ...list]));
    expect(modes[0]?.steps.every(({ atMs, tookMs }) => atMs === null && tookMs === null)).toBe(true);
    expect(modes[0]?.steps.some(({ known }) => known === 'socket')).toBe(false);
  });

  test('what a clock that counts seconds cannot time has no time', () => {
    const lines = [...loggedIn, ...passive, ...list];
    const { modes } = diagnosed(recordingOf(lines, { clock: 'seconds', stepMs: 0 }));
    expect(modes[0]?.steps.filter(({ tookMs }) => tookMs !== null)).toEqual([]);
    expect(modes[0]?.steps.some(({ atMs }) => atMs === 0)).toBe(true);
  });
});

describe('what a client waited for in vain', () => {
  const givenUp = {
    kind: 'client-said',
    said: 'transfer-failed',
    text: 'Failed to retrieve directory listing',
  } as const;

  test('without a 150 from vsftpd, which sends it last: the data connection', () => {
    const { verdict, modes } = diagnosed(recordingOf([...loggedIn, ...passive, '> LIST', givenUp]));
    expect(verdict).toMatchObject({ status: 'failed', cause: 'firewall', rule: 'passive-port-filtered' });
    expect(modes[0]).toMatchObject({ status: 'failed', failedStep: 6 });
  });

  test('with a 150 from vsftpd: the data on it', () => {
    const lines = [...loggedIn, ...passive, '> LIST', '< 150 Here comes the directory listing.', givenUp];
    expect(diagnosed(recordingOf(lines)).verdict).toMatchObject({ cause: 'network', rule: 'transfer-stalled' });
  });

  test('with a 150 from a server that sends it first: nobody knows', () => {
    const lines = [
      '< 220 pyftpdlib 1.5.7 ready.',
      ...passive,
      '> LIST',
      '< 150 About to open data connection.',
      givenUp,
    ];
    const steps = stepsOf(evidenceOf(recordingOf([connected, ...lines])));
    expect(steps['pasv.connect']).toMatchObject({ status: 'skipped', reason: 'not-in-source' });
  });
});

describe('active mode', () => {
  const port = '> PORT 192,168,10,2,156,64';
  const refused = '< 500 Illegal PORT command.';

  test('what PORT names is no port of the control connection', () => {
    const hidden = loggedIn.slice(1);
    const { connections } = evidenceOf(recordingOf([...hidden, port, refused], { host: '192.0.2.2' }));
    const control = connections.find(({ role }) => role === 'control');
    expect(control?.local).toEqual({ host: '192.168.10.2', port: 0 });
  });

  test('refused, with a private address in the command: a NAT at the client, as far as a client can tell', () => {
    const recording = recordingOf([...loggedIn, port, refused].map(behindNat));
    expect(diagnosed(recording).verdict).toMatchObject({ cause: 'nat', side: 'client', confidence: 'likely' });
  });

  test('the same in a log of the server, which sees the client elsewhere: certain', () => {
    const recording = recordingOf([...loggedIn, port, refused], { seenBy: 'server' });
    expect(diagnosed(recording).verdict).toMatchObject({ cause: 'nat', side: 'client', confidence: 'certain' });
  });

  const taken = ['> PORT 198,51,100,2,156,64', '< 200 PORT command successful.', '> LIST'];
  const failed = '< 425 Failed to establish connection.';

  test('a 425 whose time is not known: it did not come, and nothing says more', () => {
    const { verdict } = diagnosed(recordingOf([...loggedIn, ...taken, failed]));
    expect(verdict).toMatchObject({ cause: 'firewall', side: 'unknown', rule: 'active-connection-never-arrives' });
    expect(verdict.summary).not.toMatch(/\b0 ms/);
  });

  test('a 425 at once: refused', () => {
    const { verdict } = diagnosed(recordingOf([...loggedIn, ...taken, failed], { stepMs: 5 }));
    expect(verdict).toMatchObject({ rule: 'active-connection-refused' });
  });
});

describe('a 227 with another address', () => {
  const private227 = ['> PASV', '< 227 Entering Passive Mode (10,20,0,2,156,64).'];
  const replaced = { kind: 'client-said', said: 'passive-address-replaced', text: 'has been fixed' } as const;

  test('that the client quietly repaired is reported, though the transfer worked', () => {
    const { verdict, modes } = diagnosed(recordingOf([...loggedIn, ...private227, replaced, ...list]));
    expect(verdict).toMatchObject({ status: 'degraded', cause: 'nat', side: 'server', rule: 'pasv-address-masked' });
    expect(modes[0]?.status).toBe('ok');
  });

  test('is likely the cause even where the recording ends at it', () => {
    const { verdict } = diagnosed(recordingOf([...loggedIn, ...private227], { isCut: { end: true } }));
    expect(verdict).toMatchObject({ cause: 'nat', side: 'server', confidence: 'likely', rule: 'pasv-private-address' });
  });
});

describe('several sessions of the same two hosts', () => {
  const first = recordingOf([...loggedIn, ...passive, ...list]);
  const second = recordingOf([...loggedIn, '> PORT 192,168,10,2,156,64', '< 500 Illegal PORT command.'].map(behindNat));

  test('alone, one that tried one mode in vain has failed', () => {
    expect(diagnosed(second).verdict.status).toBe('failed');
  });

  test('together they show that the other mode works', () => {
    const diagnosis = diagnosed(second, [first]);
    expect(modesOf(diagnosis)).toMatchObject({ PASV: 'ok', PORT: 'refused' });
    expect(diagnosis.verdict).toMatchObject({ status: 'degraded', cause: 'nat', side: 'client' });
  });
});

describe('many transfers in one session', () => {
  const transfer = (port: number, ...outcome: string[]): string[] => [
    '> PASV',
    `< 227 Entering Passive Mode (192,0,2,2,156,${port}).`,
    '> RETR file',
    ...outcome,
  ];

  test('a file that is not there says nothing of the mode', () => {
    const lines = [...transfer(1, '< 550 Failed to open file.'), ...transfer(2, '< 150 Opening.', '< 226 Done.')];
    expect(diagnosed(recordingOf([...loggedIn, ...lines])).verdict.status).toBe('ok');
  });

  test('one that broke among those that worked is the one that counts', () => {
    const refused = {
      kind: 'data-failed',
      opener: 'client',
      ends: { client: null, server: null },
      failure: { kind: 'refused', operation: 'connect', errno: 'ECONNREFUSED' },
    } as const;
    const lines = [...transfer(1, '< 150 Opening.', '< 226 Done.'), ...transfer(2), refused];
    const { verdict } = diagnosed(recordingOf([...loggedIn, ...lines]));
    expect(verdict).toMatchObject({ cause: 'firewall', rule: 'passive-range-partly-open' });
  });
});

/** Puts the client of a session behind a NAT, as its own log shows it. */
function behindNat(line: (typeof loggedIn)[number]): (typeof loggedIn)[number] {
  if (typeof line === 'string' || line.kind !== 'connected') return line;
  const ends = { client: { host: '192.168.10.2', port: 50_001 }, server: { host: '192.0.2.2', port: 21 } };
  return { kind: 'connected', ends } as (typeof loggedIn)[number];
}
