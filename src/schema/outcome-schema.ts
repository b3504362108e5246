import * as v from 'valibot';
import type { Outcome } from '../core/outcome.ts';
import { failureSchema } from './failure-schema.ts';
import { milliseconds } from './primitives.ts';

const times = { startedMs: milliseconds, tookMs: milliseconds, known: v.exactOptional(v.literal('packet')) };

/** What became of a step that yields values of the given schema. */
export function outcomeSchema<Value>(value: v.GenericSchema<unknown, Value>): v.GenericSchema<unknown, Outcome<Value>> {
  return v.variant('status', [
    v.looseObject({ status: v.literal('ok'), value, ...times }),
    v.looseObject({
      status: v.literal('failed'),
      failure: failureSchema,
      ...times,
    }),
    v.looseObject({
      status: v.literal('skipped'),
      reason: v.picklist([
        'earlier-step',
        'not-requested',
        'not-applicable',
        'out-of-time',
        'interrupted',
        'not-in-source',
      ]),
      detail: v.string(),
    }),
  ]);
}
