import * as v from 'valibot';
import type { Failure } from '../core/failure.ts';
import { count, milliseconds } from './primitives.ts';

const because = {
  operation: v.picklist(['resolve', 'connect', 'listen', 'accept', 'read', 'write', 'command', 'tls', 'transfer']),
  errno: v.nullable(v.string()),
};

/** The closed list of failures. */
export const failureSchema: v.GenericSchema<unknown, Failure> = v.variant('kind', [
  v.looseObject({ kind: v.literal('timeout'), ...because, limitMs: milliseconds }),
  v.looseObject({ kind: v.literal('refused'), ...because }),
  v.looseObject({ kind: v.literal('reset'), ...because }),
  v.looseObject({ kind: v.literal('closed'), ...because, text: v.string() }),
  v.looseObject({
    kind: v.literal('unreachable'),
    ...because,
    scope: v.picklist(['network', 'host', 'protocol', 'prohibited']),
    hasRoute: v.exactOptional(v.boolean()),
  }),
  v.looseObject({
    kind: v.literal('rejected'),
    ...because,
    command: v.string(),
    code: count,
    text: v.string(),
  }),
  v.looseObject({ kind: v.literal('malformed'), ...because, text: v.string(), problem: v.string() }),
  v.looseObject({ kind: v.literal('flood'), ...because, limitBytes: count }),
  v.looseObject({ kind: v.literal('tls'), ...because, alert: v.nullable(v.string()), reason: v.string() }),
  v.looseObject({ kind: v.literal('not-found'), ...because }),
  v.looseObject({ kind: v.literal('unresolvable'), ...because }),
  v.looseObject({
    kind: v.literal('no-arrival'),
    ...because,
    limitMs: milliseconds,
    halfOpen: v.picklist(['seen', 'none', 'unknown']),
  }),
  v.looseObject({ kind: v.literal('local'), ...because, text: v.string() }),
]);
