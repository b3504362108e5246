import { Interrupted } from '../../../src/cli/interrupted.ts';
import type { LabScenario } from '../scenario.ts';
import type { LabServer } from '../servers/lab-server.ts';
import { startLabServer } from '../servers/start-lab-server.ts';
import { buildWorld } from '../world/build-world.ts';
import type { World } from '../world/world.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A scenario that was built: its network is there, and its server listens. */
export interface Standing {
  readonly world: World;
  readonly server: LabServer;
}

const defaultPassivePorts = [40_000, 40_100] as const;

/**
 * Builds a scenario, lets `use` have it, and takes it down again, whatever comes. Rejects with what kept the world or
 * the server from coming about, with what `use` rejects with, and with {@link Interrupted} when the signal comes.
 */
export async function withStanding<Value>(
  scenario: LabScenario,
  signal: AbortSignal,
  use: (standing: Standing) => Promise<Value>,
): Promise<Value> {
  const { path = {}, server: plan } = scenario;
  if (signal.aborted) throw new Interrupted();
  const port = controlPort(scenario);
  const world = await buildWorld(path, { port, passivePorts: plan.passivePorts ?? defaultPassivePorts });
  try {
    const { server: address, serverOutside } = world.addresses;
    const server = await startLabServer(plan, world.host('server'), address, { names: [serverOutside] });
    try {
      return await unlessAborted(use({ world, server }), signal);
    } finally {
      await server.stop();
    }
  } finally {
    await world.remove();
  }
}

function controlPort({ server }: LabScenario): number {
  return server.port ?? ((server.tls ?? server.behaviour?.tls?.mode) === 'implicit' ? 990 : 21);
}
