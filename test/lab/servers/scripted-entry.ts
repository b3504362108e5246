import { readFileSync, writeFileSync } from 'node:fs';
import type { Behaviour } from '../../../src/lab/behaviour.ts';
import { type ServerOptions, startServer } from '../../../src/lab/server.ts';

/** What the file that is named on the command line holds, as JSON. */
export interface ScriptedOrder {
  readonly behaviour: Behaviour;
  readonly options: Pick<ServerOptions, 'host' | 'port' | 'passivePorts' | 'names' | 'users'>;
  /** Where its authority is to be written; null without TLS. */
  readonly caFile: string | null;
}

/** A process of its own: the scenario server, which says each command that it receives, until it is ended. */
const order: ScriptedOrder = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const { caPem } = await startServer(order.behaviour, {
  ...order.options,
  onCommand: line => process.stdout.write(`${line}\n`),
});
if (order.caFile !== null && caPem !== null) writeFileSync(order.caFile, caPem);
