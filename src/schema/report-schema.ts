import * as v from 'valibot';
import type { ModeResult, Verdict } from '../core/diagnosis.ts';
import { endedSchema, evidenceSchema, sourceSchema, targetEntries } from './evidence-schema.ts';
import { count, endpointSchema, familySchema, milliseconds, modeCommandSchema, timestamp } from './primitives.ts';

const cause = v.picklist([
  'firewall',
  'nat',
  'mode-mismatch',
  'tls',
  'auth',
  'dns',
  'network',
  'server',
  'protocol',
  'none',
  'unknown',
]);
const side = v.picklist(['client', 'server', 'path', 'unknown', 'none']);
const confidence = v.picklist(['certain', 'likely', 'possible']);
const stage = v.picklist(['dns', 'tcp', 'greeting', 'tls', 'login', 'mode', 'data-connection', 'transfer']);
const texts = v.array(v.string());

export const verdictSchema: v.GenericSchema<unknown, Verdict> = v.looseObject({
  status: describe(
    v.picklist(['ok', 'degraded', 'failed', 'inconclusive']),
    'ok: every mode tried works; degraded: some carry data and some do not, or something needs attention; failed: no data can be moved; inconclusive: the run could not tell',
  ),
  cause,
  side: describe(side, 'where the change has to be made'),
  confidence: describe(confidence, 'certain: a second experiment proved it'),
  summary: describe(v.string(), 'one sentence for people'),
  rule: describe(v.nullable(v.string()), 'id of the finding that the verdict rests on'),
});

const end = v.picklist(['client', 'server', 'both']);

export const modeSchema: v.GenericSchema<unknown, ModeResult> = v.looseObject({
  command: modeCommandSchema,
  family: v.picklist(['passive', 'active']),
  status: describe(
    v.picklist(['ok', 'failed', 'refused', 'skipped']),
    'failed: tried, and broke at failedStep; refused: the peer said no to the command itself; skipped: see reason',
  ),
  failedStep: describe(v.nullable(count), 'number of the step at which the walk ends'),
  cause: v.nullable(cause),
  reason: v.string(),
  durationMs: milliseconds,
  steps: v.array(
    v.looseObject({
      n: count,
      from: end,
      to: end,
      what: v.string(),
      fromEndpoint: v.nullable(endpointSchema),
      toEndpoint: v.nullable(endpointSchema),
      status: v.picklist(['ok', 'failed', 'skipped', 'unknown']),
      atMs: describe(v.nullable(milliseconds), 'from the start of the run; null where not known'),
      tookMs: v.nullable(milliseconds),
      known: describe(
        v.picklist(['packet', 'kernel', 'socket', 'reply', 'log', 'not-known']),
        'how it is known: a captured packet, the kernel’s tables, the socket’s events, the server’s reply, a log',
      ),
      note: v.string(),
    }),
  ),
});

const fix = v.looseObject({
  key: v.string(),
  where: v.picklist(['client', 'server', 'network']),
  title: v.string(),
  product: v.string(),
  productName: v.string(),
  applies: describe(
    v.picklist(['this', 'choose', 'other']),
    'this: for the server that was recognised, or for everyone; choose: depends on what is in use there; other: for another server',
  ),
  text: v.string(),
  commands: describe(texts, 'configuration lines or commands, to be copied as they are'),
});

export const findingSchema = v.looseObject({
  id: v.string(),
  cause,
  side,
  severity: v.picklist(['error', 'warning', 'info']),
  confidence,
  stage,
  title: v.string(),
  summary: v.string(),
  because: describe(texts, 'ids of the steps that it rests on'),
  explains: describe(texts, 'ids of findings that are only symptoms of this one'),
  fixes: v.array(fix),
  next: describe(texts, 'what to observe next to decide between causes that both fit'),
});

const run = {
  startedAt: timestamp,
  durationMs: milliseconds,
  verdict: verdictSchema,
  modes: describe(v.pipe(v.array(modeSchema), v.length(4)), 'always PASV, EPSV, PORT, EPRT'),
  findings: describe(v.array(findingSchema), 'most important first'),
  evidence: evidenceSchema,
};

/** The public form of a report. Its type is held equal to the report's own by a test. */
export const reportSchema = v.looseObject({
  schema: v.literal('ftpdiag.report/1'),
  tool: v.looseObject({ name: v.literal('ftpdiag'), version: v.string() }),
  source: sourceSchema,
  target: v.looseObject({
    ...targetEntries,
    address: describe(v.nullable(v.string()), 'the address that the run went to'),
    server: describe(v.string(), 'product and version; empty when not recognised'),
    addresses: v.array(
      v.looseObject({
        address: v.string(),
        family: familySchema,
        status: v.picklist(['used', 'not-tried', 'failed']),
      }),
    ),
  }),
  ended: endedSchema,
  ...run,
  recommendation: v.looseObject({
    use: describe(v.nullable(modeCommandSchema), 'the mode to use as things are; null when none carries data'),
    why: v.string(),
    clients: v.array(v.looseObject({ client: v.string(), setting: v.string(), commands: texts })),
    next: texts,
  }),
  others: describe(
    v.array(v.looseObject({ address: v.string(), ...run })),
    'the name’s further addresses, when each was tried',
  ),
  sessions: v.exactOptional(
    describe(
      v.array(
        v.looseObject({
          n: count,
          startedAt: v.nullable(v.string()),
          format: v.string(),
          file: v.string(),
          client: v.string(),
          server: v.string(),
          user: v.string(),
          verdict: verdictSchema,
        }),
      ),
      'every session of a recording that holds more than one',
    ),
  ),
  session: v.exactOptional(describe(count, 'the session that this report is of')),
});

function describe<Schema extends v.GenericSchema>(schema: Schema, text: string) {
  return v.pipe(schema, v.description(text));
}
