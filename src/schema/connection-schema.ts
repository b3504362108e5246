import * as v from 'valibot';
import type { Connection } from '../core/connection.ts';
import { count, endpointSchema, familySchema, milliseconds } from './primitives.ts';

const known = v.picklist(['packet', 'kernel', 'socket']);

const moment = v.variant('state', [
  v.looseObject({ state: v.literal('seen'), atMs: milliseconds, known }),
  v.looseObject({ state: v.literal('missing'), known }),
  v.looseObject({ state: v.literal('unknown') }),
]);

const ttl = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255));

const endFacts = v.looseObject({
  ttl: v.nullable(ttl),
  hops: v.nullable(ttl),
  mss: v.nullable(count),
  initialSequence: v.nullable(count),
  retransmits: count,
  largestSegment: count,
  largestAcknowledged: count,
  repeated: v.nullable(v.looseObject({ bytes: count, repeats: count, isAcknowledged: v.boolean() })),
  unacknowledgedBytes: count,
  closedWindow: v.exactOptional(v.looseObject({ times: count, atMs: v.nullable(milliseconds) })),
  reset: v.nullable(v.looseObject({ atMs: milliseconds, ttl, hops: ttl, isForged: v.nullable(v.boolean()) })),
});

const icmpFact = v.looseObject({
  atMs: milliseconds,
  from: v.string(),
  version: familySchema,
  type: count,
  code: count,
  mtu: v.nullable(count),
});

const packetFacts = v.looseObject({ client: endFacts, server: endFacts, icmp: v.array(icmpFact) });

const kernelFacts = v.looseObject({
  rttMs: v.nullable(milliseconds),
  rttVarianceMs: v.nullable(milliseconds),
  minRttMs: v.nullable(milliseconds),
  pathMtu: count,
  announcedMss: count,
  sendMss: count,
  receiveMss: count,
  retransmits: count,
  outOfOrder: v.nullable(count),
});

const synFacts = v.looseObject({
  ttl,
  hops: ttl,
  mss: v.nullable(count),
  windowScale: v.nullable(count),
  options: v.array(v.string()),
});

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
  packets: v.exactOptional(packetFacts),
  kernel: v.exactOptional(kernelFacts),
  peerSyn: v.exactOptional(synFacts),
  icmp: v.exactOptional(icmpFact),
});
