import { modesOf, withCauses } from '../../src/analysis/modes.ts';
import type { Connection, Moment } from '../../src/core/connection.ts';
import type { Diagnosis, Verdict } from '../../src/core/diagnosis.ts';
import type { ActiveTrial, Evidence, PassiveTrial } from '../../src/core/evidence.ts';
import type { Finding } from '../../src/core/finding.ts';
import { type Ok, type Outcome, skipped } from '../../src/core/outcome.ts';
import type { ReplyValue } from '../../src/core/step-values.ts';

/** Diagnoses made by hand, so that reports can be tested without a probe and without rules. */

const client = '198.51.100.2';
const server = '203.0.113.2';

function done<Value>(startedMs: number, tookMs: number, value: Value): Ok<Value> {
  return { status: 'ok', startedMs, tookMs, value };
}

function reply(startedMs: number, code: number, text: string): Ok<ReplyValue> {
  return done(startedMs, 12.3, { code, text });
}

const never = skipped('not-applicable', 'TLS was not asked for');

function seen(atMs: number): Moment {
  return { state: 'seen', atMs, known: 'socket' };
}

function connection(id: number, role: Connection['role'], startedMs: number, ports: [number, number]): Connection {
  const [local, remote] = ports;
  return {
    id,
    role,
    opener: role === 'data' && id >= 7 ? 'server' : 'client',
    local: { host: client, port: local },
    remote: { host: server, port: remote },
    handshake: {
      syn: seen(startedMs),
      synAck: seen(startedMs + 12.1),
      ack: { state: 'unknown' },
      firstByte: seen(startedMs + 30),
      fin: { state: 'unknown' },
      lastAck: { state: 'unknown' },
    },
    synRetransmits: null,
  };
}

function transfer(startedMs: number) {
  return {
    preliminary: reply(startedMs, 150, 'Here comes the directory listing.'),
    tls: never,
    data: done(startedMs + 3, 14.8, { bytes: 1480, firstByteMs: startedMs + 12 }),
    completion: reply(startedMs + 15, 226, 'Directory send OK.'),
  };
}

function passive(command: 'PASV' | 'EPSV', connectionId: number, port: number): PassiveTrial {
  const text =
    command === 'PASV'
      ? `Entering Passive Mode (203,0,113,2,${port >> 8},${port & 255}).`
      : `Entering Extended Passive Mode (|||${port}|)`;
  return {
    id: command.toLowerCase(),
    purpose: 'mode',
    why: '',
    session: 1,
    family: 'passive',
    command,
    steps: {
      reply: done(80, 12.2, { code: command === 'PASV' ? 227 : 229, text, advertised: { host: server, port } }),
      connect: done(93, 12.4, {
        connection: connectionId,
        local: { host: client, port: 51_000 + connectionId },
        remote: { host: server, port },
      }),
      ...transfer(106),
    },
  };
}

function active(command: 'PORT' | 'EPRT', connectionId: number): ActiveTrial {
  const local = { host: client, port: 50_000 + connectionId };
  return {
    id: command.toLowerCase(),
    purpose: 'mode',
    why: '',
    session: 1,
    family: 'active',
    command,
    steps: {
      listen: done(80, 0.4, { local, announced: local, argument: `198,51,100,2,195,${80 + connectionId}` }),
      reply: reply(81, 200, `${command} command successful. Consider using PASV.`),
      accept: done(94, 12.8, { connection: connectionId, local, remote: { host: server, port: 20 } }),
      ...transfer(94),
    },
  };
}

/** A sound server: all four modes carry data. */
export const healthyEvidence: Evidence = {
  schema: 'ftpdiag.evidence/1',
  source: { kind: 'live' },
  startedAt: '2026-11-22T10:00:00.000Z',
  durationMs: 148.2,
  ended: 'complete',
  target: { host: 'ftp.example.com', port: 21, tls: 'auto', user: 'anonymous', path: '', insecure: false },
  limits: { connectTimeoutMs: 10_000, totalTimeoutMs: 30_000 },
  resolve: done(0, 3.1, {
    addresses: [
      { address: server, family: 4 },
      { address: '2001:db8::2', family: 6 },
    ],
  }),
  sessions: [
    {
      id: 1,
      steps: {
        connect: done(3.2, 12.1, {
          connection: 1,
          local: { host: client, port: 50_112 },
          remote: { host: server, port: 21 },
        }),
        greeting: reply(15.4, 220, '(vsFTPd 3.0.3)'),
        auth: skipped('not-applicable', 'the server does not offer TLS'),
        tls: skipped('not-applicable', 'the server does not offer TLS'),
        login: done(40, 24.6, { code: 230, text: 'Login successful.', user: 'anonymous', password: 'clear' }),
        protect: skipped('not-applicable', 'no TLS'),
        feat: done(28, 12, {
          code: 211,
          text: 'Features:\n EPRT\n EPSV\n PASV\nEnd',
          features: ['EPRT', 'EPSV', 'PASV'],
        }),
        syst: reply(65, 215, 'UNIX Type: L8'),
        stat: done(65, 12, { code: 211, text: 'FTP server status', clientSeenAs: client }),
        quit: reply(135, 221, 'Goodbye.'),
      },
    },
  ],
  parallel: done(3, 60, { wanted: 4, usable: 4, refusals: [] }),
  trials: [passive('PASV', 5, 40_012), passive('EPSV', 6, 40_013), active('PORT', 7), active('EPRT', 8)],
  connections: [
    connection(1, 'control', 3.2, [50_112, 21]),
    connection(5, 'data', 93, [51_005, 40_012]),
    connection(6, 'data', 93, [51_006, 40_013]),
    connection(7, 'data', 94, [50_007, 20]),
    connection(8, 'data', 94, [50_008, 20]),
  ],
  rttMs: 12.1,
  server: { product: 'vsftpd', name: 'vsftpd 3.0.3' },
  transcript: [
    { atMs: 27.6, session: 1, direction: 'received', text: '220 (vsFTPd 3.0.3)' },
    { atMs: 40, session: 1, direction: 'sent', text: 'USER anonymous' },
    { atMs: 52.3, session: 1, direction: 'received', text: '331 Please specify the password.' },
    { atMs: 52.4, session: 1, direction: 'sent', text: 'PASS ***' },
    { atMs: 64.6, session: 1, direction: 'received', text: '230 Login successful.' },
  ],
};

const soundVerdict: Verdict = {
  status: 'ok',
  cause: 'none',
  side: 'none',
  confidence: 'certain',
  summary: 'PASV, EPSV, PORT and EPRT work.',
  rule: null,
};

/** A diagnosis whose modes follow from its evidence, as the analyzer's do. */
export function diagnose(evidence: Evidence, findings: readonly Finding[], verdict: Verdict): Diagnosis {
  return { verdict, modes: withCauses(modesOf(evidence), findings), findings, evidence };
}

export const healthy: Diagnosis = diagnose(healthyEvidence, [], soundVerdict);

const lost = skipped('earlier-step', 'pasv.connect');

/** PASV to a private address that does not answer. */
export const privateAddressEvidence: Evidence = {
  ...healthyEvidence,
  durationMs: 3380.4,
  trials: healthyEvidence.trials.map(trial =>
    trial.command !== 'PASV'
      ? trial
      : {
          ...trial,
          steps: {
            reply: done(80, 12.2, {
              code: 227,
              text: 'Entering Passive Mode (192,168,1,10,156,76).',
              advertised: { host: '192.168.1.10', port: 40_012 },
            }),
            connect: timeout(93, 3200),
            preliminary: lost,
            tls: lost,
            data: lost,
            completion: lost,
          },
        },
  ),
  connections: healthyEvidence.connections.map(one =>
    one.id !== 5
      ? one
      : {
          ...one,
          remote: { host: '192.168.1.10', port: 40_012 },
          handshake: { ...one.handshake, synAck: { state: 'missing', known: 'kernel' } },
          synRetransmits: 2,
        },
  ),
};

function timeout(startedMs: number, limitMs: number): Outcome<never> {
  const failure = { kind: 'timeout', operation: 'connect', errno: null, limitMs } as const;
  return { status: 'failed', failure, startedMs, tookMs: limitMs };
}

const privateAddressFindings: readonly Finding[] = [
  {
    id: 'pasv-private-address',
    cause: 'nat',
    side: 'server',
    severity: 'error',
    confidence: 'certain',
    stage: 'data-connection',
    title: 'The server advertises a private address for passive mode',
    summary: 'You reached 203.0.113.2, but PASV told the client to connect to 192.168.1.10.',
    because: ['pasv.reply', 'pasv.connect'],
    explains: ['passive-port-filtered'],
    fixes: ['server/passive-address'],
    values: { address: server, advertised: '192.168.1.10' },
    next: [],
  },
  {
    id: 'passive-port-filtered',
    cause: 'firewall',
    side: 'server',
    severity: 'error',
    confidence: 'possible',
    stage: 'data-connection',
    title: 'The passive port does not answer',
    summary: 'Nothing answered at 192.168.1.10 port 40012.',
    because: ['pasv.connect'],
    explains: [],
    fixes: ['server/open-passive-ports'],
    values: { address: server, ports: '40012' },
    next: ['Run it again with capture rights.'],
  },
];

export const privateAddress: Diagnosis = diagnose(privateAddressEvidence, privateAddressFindings, {
  status: 'degraded',
  cause: 'nat',
  side: 'server',
  confidence: 'certain',
  summary:
    'EPSV, PORT and EPRT work, PASV does not: You reached 203.0.113.2, but PASV told the client to connect to 192.168.1.10.',
  rule: 'pasv-private-address',
});
