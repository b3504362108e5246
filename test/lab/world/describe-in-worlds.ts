import { test as base, describe, type TestAPI } from 'vitest';
import { whyNot } from '../../support/real-server/requirement.ts';
import type { PathPlan } from '../scenario.ts';
import { buildWorld } from './build-world.ts';
import { startEcho } from './tcp-probe.ts';
import type { World } from './world.ts';

/** What a test in worlds is given. */
export interface WorldContext {
  /** Builds a world whose server echoes on ports 21, 40000 and 40001. It is removed after the test. */
  build(plan: PathPlan): Promise<World>;
}

const ports = { port: 21, passivePorts: [40_000, 40_100] } as const;

const testInWorlds = base.extend<WorldContext>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from it that nothing else is needed.
  build: async ({}, use) => {
    const worlds: World[] = [];
    await use(async plan => {
      const world = await buildWorld(plan, ports);
      worlds.push(world);
      await startEcho(world.host('server'), world.addresses.server, 21, 40_000, 40_001);
      return world;
    });
    await Promise.all(worlds.map(world => world.remove()));
  },
});

/**
 * Tests in worlds of their own, beside each other, for most of their time is spent on waiting for nothing to come.
 * Skipped, with the reason in the title, where no world can be built.
 */
export function describeInWorlds(title: string, tests: (test: TestAPI<WorldContext>) => void): void {
  const reason = whyNot('lab');
  describe.skipIf(reason !== null).concurrent(titled(title, reason), () => tests(testInWorlds));
}

/** A test's title, with the reason why it is skipped. */
export function titled(title: string, reason: string | null): string {
  return reason === null ? title : `${title} (skipped: ${reason})`;
}
