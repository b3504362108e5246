import type { Ability } from '../kernel/abilities.ts';
import type { Clock } from '../net.ts';
import { startCapture } from './start-capture.ts';

/** Whether this user may record a run's packets: tried, with nothing recorded. */
export async function captureAbility(clock: Clock): Promise<Ability> {
  const capture = await startCapture(clock);
  if (capture.isRunning) await capture.stop();
  return {
    id: 'capture',
    tells: "every packet of the run, and a RST's or ICMP message's way (--capture)",
    because: capture.isRunning ? null : capture.because,
  };
}
