import { spawnIn } from '../../support/real-server/place.ts';
import { buildWorld } from './build-world.ts';

/** A process of its own: builds a world, starts a program in it, says `ready`, and goes on until it is killed. */
async function stand(): Promise<void> {
  const world = await buildWorld({}, { port: 21, passivePorts: [40_000, 40_100] });
  const idle = spawnIn(world.host('server'), 'sleep', ['600']);
  idle.once('spawn', () => process.stdout.write('ready\n'));
}

stand();
