import { afterEach, describe } from 'vitest';
import { whyNot } from '../../support/real-server/requirement.ts';
import type { PathPlan } from '../scenario.ts';
import { buildWorld } from './build-world.ts';
import { startEcho } from './tcp-probe.ts';
import type { World } from './world.ts';

/** Builds a world whose server echoes on ports 21, 40000 and 40001. It is removed after the test. */
export type Build = (plan: PathPlan) => Promise<World>;

const ports = { port: 21, passivePorts: [40_000, 40_100] } as const;

/** Tests in worlds of their own; skipped, with the reason in the title, where none can be built. */
export function describeInWorlds(title: string, tests: (build: Build) => void): void {
  const reason = whyNot('lab');
  describe.skipIf(reason !== null)(titled(title, reason), () => {
    const worlds: World[] = [];
    afterEach(async () => {
      await Promise.all(worlds.splice(0).map(world => world.remove()));
    });
    tests(async plan => {
      const world = await buildWorld(plan, ports);
      worlds.push(world);
      await startEcho(world.host('server'), world.addresses.server, 21, 40_000, 40_001);
      return world;
    });
  });
}

/** A test's title, with the reason why it is skipped. */
export function titled(title: string, reason: string | null): string {
  return reason === null ? title : `${title} (skipped: ${reason})`;
}
