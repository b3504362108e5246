import type { ServerPlan } from '../scenario.ts';

/** The client with a public address, as its router and the server see it. */
export const publicClient = '198.51.100.2';

/** The server with a public address. */
export const publicServer = '192.0.2.2';

/** The outside of the router that stands before a client behind a NAT. */
export const clientNat = '203.0.113.1';

/** The outside of the router that stands before a server behind a NAT. */
export const serverNat = '203.0.113.2';

/** The name that every certificate but the wrong one is for. */
export const serverName = 'ftp.example.test';

/** A server that gives its passive ports in turn, so that which of them a check meets is no matter of luck. */
export const inTurn: ServerPlan = { program: 'scripted', passivePorts: [40_000, 40_019] };
