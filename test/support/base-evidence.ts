import type { Connection, Moment } from '../../src/core/connection.ts';
import type { Endpoint } from '../../src/core/endpoint.ts';
import type { ActiveTrial, Evidence, ModeCommand, PassiveTrial, Session, Trial } from '../../src/core/evidence.ts';
import { type Ok, type Skipped, skipped } from '../../src/core/outcome.ts';
import type { TlsValue } from '../../src/core/step-values.ts';

/** The starting points of scenarios: a run in which everything worked, or one that saw nothing. */
export type BaseName = 'healthy' | 'healthy-tls' | 'healthy-v6' | 'empty';

/** The two hosts of a run, as the control connection knows them. */
export interface Hosts {
  readonly client: string;
  readonly server: string;
}

/** The hosts that a base has unless a scenario says otherwise. */
export function hostsOf(base: BaseName): Hosts {
  return base === 'healthy-v6'
    ? { client: '2001:db8:1::2', server: '2001:db8::2' }
    : { client: '198.51.100.2', server: '203.0.113.2' };
}

/** The shortest round trip of every base. */
const rttMs = 12;
const modes: readonly ModeCommand[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];
const certificate = {
  subject: 'CN=ftp.example.com',
  issuer: 'CN=Example Issuing CA 1,O=Example Trust',
  names: ['DNS:ftp.example.com'],
  validFrom: '2026-09-01T00:00:00.000Z',
  validTo: '2027-09-01T00:00:00.000Z',
  fingerprint256: Array.from({ length: 32 }, () => 'A1').join(':'),
};

const tlsValue: TlsValue = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  session: 'not-offered',
  chain: [certificate],
  trust: 'trusted',
  nameMatches: true,
  serverName: 'ftp.example.com',
};

function ok<Value>(startedMs: number, tookMs: number, value: Value): Ok<Value> {
  return { status: 'ok', value, startedMs, tookMs };
}

function seen(atMs: number): Moment {
  return { state: 'seen', atMs, known: 'socket' };
}

/** The evidence of a run of the base between these hosts. */
export function baseEvidence(base: BaseName, hosts: Hosts = hostsOf(base)): Evidence {
  const isEmpty = base === 'empty';
  const absent = skipped('not-in-source', 'not in this source');
  return {
    schema: 'ftpdiag.evidence/1',
    source: { kind: 'live' },
    startedAt: '2026-11-22T10:00:00.000Z',
    durationMs: 180,
    ended: 'complete',
    target: { host: 'ftp.example.com', port: 21, tls: 'auto', user: 'anonymous', path: '', insecure: false },
    limits: { connectTimeoutMs: 10_000, totalTimeoutMs: 30_000 },
    resolve: isEmpty
      ? absent
      : ok(0, 2, { addresses: [{ address: hosts.server, family: hosts.server.includes(':') ? 6 : 4 }] }),
    sessions: isEmpty ? [emptySession()] : modes.map((_, index) => session(index + 1, base, hosts)),
    parallel: isEmpty ? absent : ok(2, 60, { wanted: 4, usable: 4, refusals: [] }),
    trials: modes.map((command, index) => trial(command, index + 1, base, hosts)),
    connections: isEmpty ? [] : modes.flatMap((_, index) => connectionsOf(index, hosts)).sort((a, b) => a.id - b.id),
    rttMs: isEmpty ? null : rttMs,
    server: isEmpty ? { product: 'unknown', name: '' } : { product: 'vsftpd', name: 'vsftpd 3.0.3' },
    transcript: [],
  };
}

function emptySession(): Session {
  const absent = skipped('not-in-source', 'not in this source');
  const steps = { connect: absent, greeting: absent, auth: absent, tls: absent, login: absent };
  return { id: 1, steps: { ...steps, protect: absent, feat: absent, syst: absent, stat: absent, quit: absent } };
}

function session(id: number, base: BaseName, hosts: Hosts): Session {
  const isTls = base === 'healthy-tls';
  const features = ['EPRT', 'EPSV', 'MDTM', 'PASV', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8'];
  if (isTls) features.unshift('AUTH TLS', 'PBSZ', 'PROT');
  const clear = skipped('not-applicable', 'the control connection is not encrypted');
  return {
    id,
    steps: {
      connect: ok(2, rttMs, { connection: id, local: controlEndpoint(id, hosts), remote: serverEndpoint(hosts) }),
      greeting: ok(14, 13, { code: 220, text: '(vsFTPd 3.0.3)' }),
      auth: isTls
        ? ok(27, 12, { code: 234, text: 'Proceed with negotiation.' })
        : {
            status: 'failed',
            failure: {
              kind: 'rejected',
              operation: 'command',
              errno: null,
              command: 'AUTH TLS',
              code: 530,
              text: 'Please login with USER and PASS.',
            },
            startedMs: 27,
            tookMs: 12,
          },
      tls: isTls ? ok(39, 25, tlsValue) : clear,
      login: ok(64, 24, {
        code: 230,
        text: 'Login successful.',
        user: 'anonymous',
        password: isTls ? 'encrypted' : 'clear',
      }),
      protect: isTls ? ok(88, 12, { code: 200, text: 'PROT now Private.' }) : clear,
      feat: ok(150, 12, { code: 211, text: ['Features:', ...features, 'End'].join('\n'), features }),
      syst: ok(150, 12, { code: 215, text: 'UNIX Type: L8' }),
      stat: ok(150, 12, {
        code: 211,
        text: `FTP server status:\nConnected to ${hosts.client}\nEnd of status`,
        clientSeenAs: hosts.client,
      }),
      quit: ok(162, 12, { code: 221, text: 'Goodbye.' }),
    },
  };
}

function trial(command: ModeCommand, id: number, base: BaseName, hosts: Hosts): Trial {
  const common = { id: command.toLowerCase(), purpose: 'mode', why: '', session: id } as const;
  if (command === 'PASV' || command === 'EPSV') {
    return { ...common, family: 'passive', command, steps: passiveSteps(command, id, base, hosts) };
  }
  return { ...common, family: 'active', command, steps: activeSteps(command, id, base, hosts) };
}

/** Why a mode is not tried in this base; null when it is. */
function notTried(command: ModeCommand, base: BaseName): Skipped | null {
  if (base === 'empty') return skipped('not-in-source', 'not in this source');
  if (base === 'healthy-v6' && (command === 'PASV' || command === 'PORT')) {
    return skipped('not-applicable', `${command} can only carry IPv4 addresses (RFC 2428 §1)`);
  }
  return null;
}

function transferSteps(base: BaseName) {
  return {
    preliminary: ok(112, 12, { code: 150, text: 'Here comes the directory listing.' }),
    tls:
      base === 'healthy-tls'
        ? ok(112, 13, { ...tlsValue, session: 'reused', chain: [], trust: 'not-checked' } as const)
        : skipped('not-applicable', 'the data connection is not encrypted'),
    data: ok(125, 12, { bytes: 128, firstByteMs: 126 }),
    completion: ok(126, 13, { code: 226, text: 'Directory send OK.' }),
  };
}

function passiveSteps(command: 'PASV' | 'EPSV', id: number, base: BaseName, hosts: Hosts): PassiveTrial['steps'] {
  const skip = notTried(command, base);
  if (skip) return { reply: skip, connect: skip, preliminary: skip, tls: skip, data: skip, completion: skip };
  const advertised = passiveEndpoint(command, hosts);
  const text =
    command === 'PASV'
      ? `Entering Passive Mode (${hosts.server.replaceAll('.', ',')},${advertised.port >> 8},${advertised.port & 255}).`
      : `Entering Extended Passive Mode (|||${advertised.port}|)`;
  return {
    reply: ok(88, 12, { code: command === 'PASV' ? 227 : 229, text, advertised }),
    connect: ok(100, rttMs, {
      connection: id + 4,
      local: { host: hosts.client, port: 50_010 + id },
      remote: advertised,
    }),
    ...transferSteps(base),
  };
}

function activeSteps(command: 'PORT' | 'EPRT', id: number, base: BaseName, hosts: Hosts): ActiveTrial['steps'] {
  const skip = notTried(command, base);
  if (skip) {
    return { listen: skip, reply: skip, accept: skip, preliminary: skip, tls: skip, data: skip, completion: skip };
  }
  const local = activeEndpoint(command, hosts);
  const argument =
    command === 'PORT'
      ? `${hosts.client.replaceAll('.', ',')},${local.port >> 8},${local.port & 255}`
      : `|${hosts.client.includes(':') ? 2 : 1}|${hosts.client}|${local.port}|`;
  return {
    listen: ok(88, 0, { local, announced: local, argument }),
    reply: ok(88, 12, { code: 200, text: `${command} command successful. Consider using PASV.` }),
    accept: ok(100, rttMs, { connection: id + 4, local, remote: { host: hosts.server, port: 20 } }),
    ...transferSteps(base),
  };
}

function serverEndpoint(hosts: Hosts): Endpoint {
  return { host: hosts.server, port: 21 };
}

function controlEndpoint(session: number, hosts: Hosts): Endpoint {
  return { host: hosts.client, port: 50_000 + session };
}

function passiveEndpoint(command: 'PASV' | 'EPSV', hosts: Hosts): Endpoint {
  return { host: hosts.server, port: command === 'PASV' ? 40_012 : 40_013 };
}

function activeEndpoint(command: 'PORT' | 'EPRT', hosts: Hosts): Endpoint {
  return { host: hosts.client, port: command === 'PORT' ? 50_069 : 50_070 };
}

/** The control connection of the session of one mode, and its data connection. */
function connectionsOf(index: number, hosts: Hosts): readonly Connection[] {
  const session = index + 1;
  const control: Connection = {
    id: session,
    role: 'control',
    opener: 'client',
    local: controlEndpoint(session, hosts),
    remote: serverEndpoint(hosts),
    handshake: {
      syn: seen(2),
      synAck: seen(14),
      ack: seen(14),
      firstByte: seen(27),
      fin: seen(174),
      lastAck: { state: 'unknown' },
    },
    synRetransmits: 0,
  };
  const handshake = {
    syn: seen(100),
    synAck: seen(112),
    ack: seen(112),
    firstByte: seen(126),
    fin: seen(137),
    lastAck: { state: 'unknown' },
  } as const;
  const data = { id: session + 4, role: 'data', handshake, synRetransmits: 0 } as const;
  const command = modes[index] ?? 'PASV';
  if (command === 'PASV' || command === 'EPSV') {
    const local = { host: hosts.client, port: 50_010 + session };
    return [control, { ...data, opener: 'client', local, remote: passiveEndpoint(command, hosts) }];
  }
  return [
    control,
    {
      ...data,
      opener: 'server',
      local: activeEndpoint(command, hosts),
      remote: { host: hosts.server, port: 20 },
      handshake: { ...handshake, syn: { state: 'unknown' }, synAck: { state: 'unknown' } },
    },
  ];
}
