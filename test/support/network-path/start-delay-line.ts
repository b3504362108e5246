import type { ChildProcess } from 'node:child_process';
import type { Place } from '../real-server/place.ts';
import { startScript } from './start-script.ts';

/** Makes two TUN devices in a place and carries packets between them, each way with half the round-trip time, until it is killed. */
export function startDelayLine(place: Place, near: string, far: string, rttMs: number): Promise<ChildProcess> {
  return startScript(place, 'test/support/network-path/delay-line.ts', [near, far, String(rttMs / 2)]);
}
