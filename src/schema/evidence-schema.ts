import * as v from 'valibot';
import type { Between } from '../core/between.ts';
import type { CaptureFacts } from '../core/capture-facts.ts';
import type { AnyObservation, Evidence, ServerProduct, Source, Target, Trial } from '../core/evidence.ts';
import { connectionSchema } from './connection-schema.ts';
import { outcomeSchema } from './outcome-schema.ts';
import { count, endpointSchema, milliseconds, timestamp } from './primitives.ts';
import {
  activeStepsSchema,
  closedPortSteps,
  controlStepsSchema,
  firstWordSteps,
  idleSteps,
  passiveStepsSchema,
  pathTraceSteps,
  resolveValue,
  secondControlSteps,
  sessionsValue,
  tlsHelloSteps,
} from './step-schemas.ts';

/** A record of every product, so that a forgotten one does not compile. */
const serverProducts: Readonly<Record<ServerProduct, null>> = {
  vsftpd: null,
  proftpd: null,
  'pure-ftpd': null,
  'filezilla-server': null,
  iis: null,
  pyftpdlib: null,
  inetutils: null,
  'serv-u': null,
  'aws-transfer': null,
  'ibm-zos': null,
  'apache-ftpserver': null,
  titan: null,
  unknown: null,
};

/** A product that a later version knows and this one does not is an unknown one. */
const productSchema = v.fallback(v.picklist(Object.keys(serverProducts).filter(isServerProduct)), 'unknown');

function isServerProduct(name: string): name is ServerProduct {
  return Object.hasOwn(serverProducts, name);
}

export const sourceSchema: v.GenericSchema<unknown, Source> = v.variant('kind', [
  v.looseObject({ kind: v.literal('live') }),
  v.looseObject({
    kind: v.picklist(['pcap', 'log', 'evidence']),
    file: v.string(),
    format: v.exactOptional(v.string()),
    notes: v.exactOptional(v.array(v.string())),
  }),
]);

export const targetEntries = {
  host: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  tls: v.picklist(['auto', 'explicit', 'implicit', 'off']),
  user: v.string(),
  path: v.string(),
  insecure: v.boolean(),
};
const targetSchema: v.GenericSchema<unknown, Target> = v.looseObject(targetEntries);

export const endedSchema = v.picklist(['complete', 'interrupted', 'out-of-time']);

const trialEntries = {
  id: v.string(),
  purpose: v.picklist(['mode', 'follow-up']),
  why: v.string(),
  session: v.nullable(count),
};

const trialSchema: v.GenericSchema<unknown, Trial> = v.variant('family', [
  v.looseObject({
    ...trialEntries,
    family: v.literal('passive'),
    command: v.picklist(['PASV', 'EPSV']),
    steps: passiveStepsSchema,
  }),
  v.looseObject({
    ...trialEntries,
    family: v.literal('active'),
    command: v.picklist(['PORT', 'EPRT']),
    steps: activeStepsSchema,
  }),
]);

const observationEntries = { why: v.string(), to: endpointSchema };

const observationSchema: v.GenericSchema<unknown, AnyObservation> = v.variant('id', [
  v.looseObject({ ...observationEntries, id: v.literal('closed-port'), steps: closedPortSteps }),
  v.looseObject({ ...observationEntries, id: v.literal('second-control'), steps: secondControlSteps }),
  v.looseObject({ ...observationEntries, id: v.literal('first-word'), steps: firstWordSteps }),
  v.looseObject({ ...observationEntries, id: v.literal('tls-hello'), steps: tlsHelloSteps }),
  v.looseObject({ ...observationEntries, id: v.literal('idle'), steps: idleSteps }),
  v.looseObject({ ...observationEntries, id: v.literal('path-trace'), steps: pathTraceSteps }),
]);

const endChange = v.nullable(v.looseObject({ near: endpointSchema, far: endpointSchema }));
const lineEnd = v.picklist(['client', 'server']);

const betweenSchema: v.GenericSchema<unknown, Between> = v.looseObject({
  client: endChange,
  server: endChange,
  lines: v.array(v.looseObject({ from: lineEnd, sent: v.nullable(v.string()), received: v.nullable(v.string()) })),
  shiftBytes: v.looseObject({ client: v.number(), server: v.number() }),
  lost: v.array(v.looseObject({ opener: lineEnd, to: endpointSchema })),
});

const captureSchema: v.GenericSchema<unknown, CaptureFacts> = v.variant('by', [
  v.looseObject({ by: v.picklist(['af-packet', 'tcpdump']), packets: count, lost: count }),
  v.looseObject({ by: v.literal('none'), because: v.string() }),
]);

/** What was seen, as it is saved. Fields that are not known are let through: a later version may have written them. */
export const evidenceSchema: v.GenericSchema<unknown, Evidence> = v.looseObject({
  schema: v.literal('ftpdiag.evidence/1'),
  source: sourceSchema,
  startedAt: timestamp,
  durationMs: milliseconds,
  clock: v.exactOptional(v.picklist(['exact', 'seconds', 'none'])),
  ended: endedSchema,
  target: targetSchema,
  limits: v.looseObject({
    connectTimeoutMs: milliseconds,
    totalTimeoutMs: milliseconds,
    idleMs: v.exactOptional(milliseconds),
  }),
  resolve: outcomeSchema(resolveValue),
  sessions: v.array(v.looseObject({ id: count, steps: controlStepsSchema })),
  parallel: outcomeSchema(sessionsValue),
  trials: v.array(trialSchema),
  observations: v.exactOptional(v.array(observationSchema)),
  connections: v.array(connectionSchema),
  rttMs: v.nullable(milliseconds),
  server: v.looseObject({ product: productSchema, name: v.string() }),
  capture: v.exactOptional(captureSchema),
  between: v.exactOptional(betweenSchema),
  transcript: v.array(
    v.looseObject({
      atMs: milliseconds,
      session: count,
      direction: v.picklist(['sent', 'received']),
      text: v.string(),
    }),
  ),
});
