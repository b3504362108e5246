import { afterEach } from 'vitest';
import type { PathPlan } from '../scenario.ts';
import { buildWorld } from './build-world.ts';
import { startEcho } from './tcp-probe.ts';
import type { World } from './world.ts';

const ports = { port: 21, passivePorts: [40_000, 40_100] } as const;

/** Builds worlds in which the server echoes on ports 21, 40000 and 40001, and removes them after each test. */
export function useWorlds(): (plan: PathPlan) => Promise<World> {
  const worlds: World[] = [];
  afterEach(async () => {
    await Promise.all(worlds.splice(0).map(world => world.remove()));
  });
  return async plan => {
    const world = await buildWorld(plan, ports);
    worlds.push(world);
    await startEcho(world.host('server'), world.addresses.server, 21, 40_000, 40_001);
    return world;
  };
}
