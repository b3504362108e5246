import * as v from 'valibot';
import type { Connection } from '../core/connection.ts';
import { count, endpointSchema, milliseconds } from './primitives.ts';

const known = v.picklist(['packet', 'kernel', 'socket']);

const moment = v.variant('state', [
  v.looseObject({ state: v.literal('seen'), atMs: milliseconds, known }),
  v.looseObject({ state: v.literal('missing'), known }),
  v.looseObject({ state: v.literal('unknown') }),
]);

export const connectionSchema: v.GenericSchema<unknown, Connection> = v.looseObject({
  id: count,
  role: v.picklist(['control', 'data', 'other']),
  opener: v.picklist(['client', 'server']),
  local: v.nullable(endpointSchema),
  remote: v.nullable(endpointSchema),
  handshake: v.looseObject({
    syn: moment,
    synAck: moment,
    ack: moment,
    firstByte: moment,
    fin: moment,
    lastAck: moment,
  }),
  synRetransmits: v.nullable(count),
});
