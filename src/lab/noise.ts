import type { StageBehaviour } from './behaviour.ts';
import type { ControlChannel } from './control-channel.ts';
import type { Lifetime } from './lifetime.ts';

const chunk = 16 * 1024;

/** Carries out what comes in place of a reply. */
export async function disturb(kind: StageBehaviour, channel: ControlChannel, lifetime: Lifetime): Promise<void> {
  switch (kind) {
    case 'silence':
      return lifetime.forever();
    case 'close':
      return channel.end();
    case 'reset':
      return channel.reset();
    case 'endless-line':
      await channel.raw('220 ');
      return channel.raw('A'.repeat(chunk), Number.POSITIVE_INFINITY);
    case 'endless-multiline':
      return channel.raw('220-and so on\r\n'.repeat(chunk / 16), Number.POSITIVE_INFINITY);
    case 'binary':
      // Every byte value, line ends among them, in an order of no meaning.
      await channel.raw(String.fromCharCode(...Array.from({ length: 4096 }, (_, n) => (n * 167 + (n >> 5)) % 256)));
      return lifetime.forever();
  }
}
