import * as v from 'valibot';
import type { Outcomes } from '../core/evidence.ts';
import type { ActiveSteps, ControlSteps, PassiveSteps } from '../core/step-values.ts';
import { outcomeSchema } from './outcome-schema.ts';
import { count, endpointSchema, familySchema, milliseconds } from './primitives.ts';

const reply = { code: count, text: v.string() };
const replyValue = v.looseObject(reply);
const connectValue = v.looseObject({ connection: count, local: endpointSchema, remote: endpointSchema });

const certificate = v.looseObject({
  subject: v.string(),
  issuer: v.string(),
  names: v.array(v.string()),
  validFrom: v.string(),
  validTo: v.string(),
  fingerprint256: v.string(),
});

const tlsValue = v.looseObject({
  protocol: v.string(),
  cipher: v.string(),
  session: v.picklist(['not-offered', 'reused', 'not-reused']),
  chain: v.array(certificate),
  trust: v.string(),
  nameMatches: v.boolean(),
  serverName: v.string(),
});

export const resolveValue = v.looseObject({
  addresses: v.array(v.looseObject({ address: v.string(), family: familySchema })),
});

export const sessionsValue = v.looseObject({ wanted: count, usable: count, refusals: v.array(v.string()) });

/** Every step of the control connection: a forgotten one does not compile. */
export const controlStepsSchema: v.GenericSchema<unknown, Outcomes<ControlSteps>> = v.looseObject({
  connect: outcomeSchema(connectValue),
  greeting: outcomeSchema(replyValue),
  auth: outcomeSchema(replyValue),
  tls: outcomeSchema(tlsValue),
  login: outcomeSchema(
    v.looseObject({ ...reply, user: v.string(), password: v.picklist(['none', 'clear', 'encrypted']) }),
  ),
  protect: outcomeSchema(replyValue),
  feat: outcomeSchema(v.looseObject({ ...reply, features: v.array(v.string()) })),
  syst: outcomeSchema(replyValue),
  stat: outcomeSchema(v.looseObject({ ...reply, clientSeenAs: v.nullable(v.string()) })),
  quit: outcomeSchema(replyValue),
});

const transferSteps = {
  preliminary: outcomeSchema(replyValue),
  tls: outcomeSchema(tlsValue),
  data: outcomeSchema(
    v.looseObject({
      bytes: count,
      firstByteMs: v.nullable(milliseconds),
      isCounted: v.exactOptional(v.boolean()),
    }),
  ),
  completion: outcomeSchema(replyValue),
};

/** Every step of PASV and EPSV. */
export const passiveStepsSchema: v.GenericSchema<unknown, Outcomes<PassiveSteps>> = v.looseObject({
  reply: outcomeSchema(v.looseObject({ ...reply, advertised: endpointSchema })),
  connect: outcomeSchema(connectValue),
  ...transferSteps,
});

/** Every step of PORT and EPRT. */
export const activeStepsSchema: v.GenericSchema<unknown, Outcomes<ActiveSteps>> = v.looseObject({
  listen: outcomeSchema(v.looseObject({ local: endpointSchema, announced: endpointSchema, argument: v.string() })),
  reply: outcomeSchema(replyValue),
  accept: outcomeSchema(connectValue),
  ...transferSteps,
});

export const closedPortSteps = v.looseObject({ connect: outcomeSchema(connectValue) });
export const secondControlSteps = v.looseObject({
  connect: outcomeSchema(connectValue),
  greeting: outcomeSchema(replyValue),
});
export const idleSteps = v.looseObject({ noop: outcomeSchema(replyValue) });
export const firstWordSteps = v.looseObject({
  connect: outcomeSchema(connectValue),
  answer: outcomeSchema(v.looseObject({ text: v.string() })),
});
const traceValue = v.looseObject({
  to: endpointSchema,
  hops: v.array(
    v.looseObject({
      ttl: count,
      answer: v.picklist(['time-exceeded', 'syn-ack', 'reset', 'unreachable', 'none']),
      from: v.nullable(v.string()),
      tookMs: v.nullable(milliseconds),
      code: v.nullable(count),
    }),
  ),
});
export const pathTraceSteps = v.looseObject({ control: outcomeSchema(traceValue), port: outcomeSchema(traceValue) });
export const tlsHelloSteps = v.looseObject({ connect: outcomeSchema(connectValue), tls: outcomeSchema(tlsValue) });
