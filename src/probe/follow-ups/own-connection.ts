import type { Endpoint } from '../../core/endpoint.ts';
import type { ConnectValue } from '../../core/step-values.ts';
import { type Connected, connectTo, connectValue, letGo } from '../connect.ts';
import type { RunContext } from '../run-context.ts';
import { ChainBroken } from '../step-log.ts';

/**
 * Opens a control connection for one observation alone, uses it, and lets it go. `note` writes the connection down as
 * a step that the others need (`log.run`); whatever breaks the chain of steps ends the observation.
 */
export async function onOwnConnection(
  run: RunContext,
  to: Endpoint,
  note: (connect: () => Promise<ConnectValue>) => Promise<ConnectValue>,
  use: (connected: Connected) => Promise<unknown>,
): Promise<void> {
  let connected: Connected | null = null;
  try {
    await note(async () => {
      connected = await connectTo(run, { to, role: 'control', limitMs: run.patience.experimentMs });
      return connectValue(connected);
    });
    if (connected !== null) await use(connected);
  } catch (error) {
    if (!(error instanceof ChainBroken)) throw error;
  } finally {
    if (connected !== null) letGo(connected);
  }
}
