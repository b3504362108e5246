import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/evidence.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { describeStep } from '../../src/report/describe-step.ts';
import { experimentResults } from '../../src/report/experiment-results.ts';
import { experimentsBlock } from '../../src/report/terminal/experiments-block.ts';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import { createTheme, paintLines } from '../../src/report/terminal/theme.ts';
import { type FakeRun, probeFake } from '../support/probe-fake.ts';
import { diagnose, healthy } from '../support/sample-diagnosis.ts';

const plain = { width: 80, color: false, verbose: false, quiet: false };

async function experimentsOf({ options, ...run }: FakeRun): Promise<Evidence> {
  return (await probeFake({ ...run, options: { followUps: 'usual', ...options } })).evidence;
}

function report(evidence: Evidence) {
  return buildReport(diagnose(evidence, [], healthy.verdict), { version: '0.1.0' });
}

function block(evidence: Evidence, options: Partial<typeof plain> = {}): string {
  const theme = createTheme({ ...plain, ...options });
  return paintLines(experimentsBlock(report(evidence), theme), theme);
}

/** A client and a server behind NATs, and half of the passive ports closed. */
const natsAndPorts: FakeRun = {
  clientAddress: '192.168.1.2',
  behaviour: {
    advertised: () => '192.168.10.5',
    passivePorts: [41_000, 41_001, 40_002, 40_003, 41_004, 40_005, 41_006, 40_007, 41_008],
    passivePath: port => (port === 61_613 ? 'refuse' : port < 41_000 ? 'accept' : 'drop'),
    replies: {
      PORT: ({ argument }) =>
        argument.startsWith('192') ? "500 I won't open a connection to 192.168.1.2 (only to 198.51.100.2)" : undefined,
    },
  },
};

describe('the experiments in the report', () => {
  it('are told one line each: what was tried, what came of it, how long it took', async () => {
    expect(block(await experimentsOf(natsAndPorts))).toMatchInlineSnapshot(`
      "
      Tried beyond the modes, to tell causes apart
        port 40002 of the 227 at 203.0.113.2  works: the address is wrong       120 ms
        6 further passive ports               open: 40003, 40005, 40007          4.3 s
                                              no answer: 41004, 41006, 41008
        PORT with 198.51.100.2                works: the address was wrong      120 ms
        port 61613 of the same host           refused: the host answers          40 ms
      "
    `);
  });

  it('say with -v why they were run', async () => {
    const told = block(await experimentsOf(natsAndPorts), { verbose: true });
    expect(told).toContain('    Trying the port of the 227 at 203.0.113.2, in place of 192.168.10.5');
  });

  it('stand before what was seen, and not in the one line of -q', async () => {
    const evidence = await experimentsOf(natsAndPorts);
    expect(renderTerminal(report(evidence), plain)).toContain(block(evidence));
    expect(renderTerminal(report(evidence), { ...plain, quiet: true }).split('\n')).toHaveLength(2);
  });

  it('are not mentioned where none was run, nor in evidence from before there were any', async () => {
    expect(experimentsBlock(report(await experimentsOf({})), createTheme(plain))).toEqual([]);
    expect(experimentsBlock(report(healthy.evidence), createTheme(plain))).toEqual([]);
  });

  it.each([60, 80, 110])('keep to %i columns', async width => {
    const lines = block(await experimentsOf(natsAndPorts), { width, verbose: true }).split('\n');
    expect(lines.filter(line => stringWidth(line) > width)).toEqual([]);
  });

  it('show what a server says as text', async () => {
    const replies = { PORT: '500 \u001b[2J\u202egone', EPRT: '500 no' };
    const told = block(await experimentsOf({ clientAddress: '192.168.1.2', behaviour: { replies } }), { color: false });
    expect(told).toContain('refused: 500 \\x1b[2J');
    expect(told).not.toMatch(/[\u001b\u202e]/);
  });
});

const tls = true;
const advertised = () => '192.168.10.5';
const clientAddress = '192.168.1.2';
const noPort = '500 Illegal PORT command.';

/** What is told of the experiments that runs call for. */
const told: Readonly<Record<string, readonly [run: FakeRun, ...lines: readonly string[]]>> = {
  'silent ports': [
    { behaviour: { passivePath: 'drop' } },
    '2 further passive ports: no answer: 40002, 40003',
    'port 61613 of the same host: no answer',
  ],
  'ports that a firewall rejects': [
    { behaviour: { passivePath: 'reject' }, options: { modes: ['EPSV'] } },
    '2 further passive ports: host unreachable: 40001, 40002',
    'port 61613 of the same host: host unreachable',
  ],
  'a control port that is silent on a live host': [
    { behaviour: { controlPath: 'drop', passivePath: 'accept' } },
    'port 443 of the same host: open: the host answers',
  ],
  'a control port that refuses': [
    { behaviour: { controlPath: 'refuse' } },
    'port 443 of the same host: refused: the host answers',
    'the control connection once more: refused again',
  ],
  'a server that was busy': [
    { behaviour: { cuts: connection => connection < 5 } },
    'the control connection once more: works this time',
  ],
  'a private address, and ports that are closed as well': [
    { behaviour: { advertised, passivePath: 'refuse' }, options: { modes: ['PASV'] } },
    'port 40001 of the 227 at 203.0.113.2: refused there as well',
  ],
  'another public address': [
    {
      behaviour: { advertised: () => '198.51.100.80' },
      options: { modes: ['PASV', 'EPSV'] },
      others: server => [server.at('198.51.100.80', () => 'refuse')],
    },
    'port 40002 of the 227 at 203.0.113.2: works: the address is wrong',
    'port 40003 of the 229 at 198.51.100.80: refused there as well',
  ],
  'a helper that TLS blinds': [
    {
      behaviour: { tls, advertised: ({ isEncrypted }) => (isEncrypted ? '192.168.10.5' : '203.0.113.2') },
      options: { tls: 'auto' },
    },
    'port 40003 of the 227 at 203.0.113.2: works: the address is wrong',
    'PASV without TLS: works: TLS is in the way',
  ],
  'active mode that is refused with any address, and without TLS': [
    { clientAddress, behaviour: { tls, replies: { PORT: noPort } }, options: { tls: 'auto', modes: ['PORT'] } },
    'PORT with 198.51.100.2: refused: 500 Illegal PORT command.',
    'PORT without TLS: refused: 500 Illegal PORT command.',
  ],
  'a helper at work': [
    { clientAddress, behaviour: { replies: { PORT: ({ isFirst }) => (isFirst ? undefined : noPort) } } },
    'PORT where no helper (ALG) reads it: refused: 500 Illegal PORT command.',
  ],
  'listings that stall': [
    { behaviour: { stalls: path => path === '' } },
    'a listing of next to nothing: works: only larger ones stall',
  ],
  'a server that stalls always': [
    { behaviour: { stalls: () => true } },
    'a listing of next to nothing: stalls as well',
  ],
  'a silence that the connection survives': [
    { options: { idleMs: 5000 } },
    '5 s of silence, then NOOP: the connection survived it',
  ],
  'a silence that makes a box forget it': [
    { behaviour: { replies: { NOOP: null } }, options: { idleMs: 5000 } },
    '5 s of silence, then NOOP: no answer: it was forgotten',
  ],
  'a data connection that brings nothing': [
    {
      behaviour: { advertised, replies: { LIST: ({ connection }) => (connection > 4 ? '450 Busy.' : undefined) } },
    },
    'port 40002 of the 227 at 203.0.113.2: opens, then refused: 450 Busy.',
  ],
  'time that was used up': [
    {
      rttMs: 300,
      behaviour: { advertised, replies: { LIST: ({ connection }) => (connection > 4 ? null : undefined) } },
    },
    'port 40002 of the 227 at 203.0.113.2: not finished',
  ],
};

describe('what came of an experiment is told in words for everybody', () => {
  it.each(Object.entries(told))('%s', async (_, [run, ...lines]) => {
    const results = experimentResults(await experimentsOf(run));
    expect(results.flatMap(({ tried, came }) => came.map(one => `${tried}: ${one}`))).toEqual(lines);
  });

  it('an experiment of a later version is told with its reason', async () => {
    const evidence = await experimentsOf(natsAndPorts);
    const trials = evidence.trials.map(trial => (trial.id === 'seen-address' ? { ...trial, id: 'new' } : trial));
    const results = experimentResults({ ...evidence, trials });
    expect(results.map(({ tried, came }) => [tried, came])).toContainEqual([
      'Trying active mode with 198.51.100.2, as the server sees this client',
      ['works'],
    ]);
  });
});

describe('a step of an experiment that a finding rests on', () => {
  it('says where it went', async () => {
    const evidence = await experimentsOf({ behaviour: { advertised, passivePath: 'refuse' } });
    expect(describeStep('pasv.connect', evidence)).toMatch(/^to 192\.168\.10\.5:\d+: no answer/);
    expect(describeStep('control-address.connect', evidence)).toMatch(/^to 203\.0\.113\.2:\d+: refused/);
    expect(describeStep('closed-port.connect', evidence)).toBe('to 203.0.113.2:61613: refused (RST)');
  });
});
