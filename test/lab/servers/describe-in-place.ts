import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { whyNot } from '../../support/real-server/requirement.ts';
import type { ServerPlan } from '../scenario.ts';
import type { LabServer, LabServerOptions } from './lab-server.ts';
import { type LoopbackPlace, loopbackAddresses, makeLoopbackPlace } from './loopback-place.ts';
import { startLabServer } from './start-lab-server.ts';

interface StartOptions extends LabServerOptions {
  readonly family?: 4 | 6;
}

/** A loopback place for all tests of a file, in which each may start servers; they are stopped when it ends. */
interface Scene {
  readonly place: LoopbackPlace;
  start(plan: ServerPlan, options?: StartOptions): Promise<LabServer>;
}

const reason = whyNot('lab-servers', 'namespaces');

/** `describe` for tests that need the servers of the lab; skipped, with the reason in its name, where they are not there. */
export function describeInPlace(name: string, define: (scene: Scene) => void): void {
  describe.skipIf(reason !== null)(`${name}${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
    let made: LoopbackPlace | null = null;
    const running: LabServer[] = [];
    beforeAll(async () => {
      made = await makeLoopbackPlace();
    });
    afterEach(async () => {
      for (const server of running.splice(0)) await server.stop();
    });
    afterAll(() => made?.remove());
    define({
      get place() {
        if (made === null) throw new Error('there is a place only while tests run');
        return made;
      },
      async start(plan, { family = 4, ...options } = {}) {
        const server = await startLabServer(plan, this.place, loopbackAddresses[family], options);
        running.push(server);
        return server;
      },
    });
  });
}
