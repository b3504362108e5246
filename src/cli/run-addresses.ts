import type { Evidence } from '../core/evidence.ts';
import type { Net } from '../net/net.ts';
import type { ProbeObserver, ProbeOptions } from '../probe/options.ts';
import { runProbe } from '../probe/run.ts';

/**
 * Runs the whole probe against every address of the name, one after the other and within one `totalTimeoutMs`.
 * Addresses that time or an interruption leaves no room for are not tried.
 */
export async function runAddresses(
  net: Net,
  options: ProbeOptions,
  observer: ProbeObserver,
  signal: AbortSignal,
): Promise<readonly Evidence[]> {
  const endMs = net.clock.now() + options.totalTimeoutMs;
  const addresses = await net.resolve(options.host, options.family).catch(() => []);
  const [first = null, ...more] = addresses.map(({ address }) => address);
  const runs = [await runProbe(net, { ...options, address: first }, observer, signal)];
  for (const address of more) {
    const totalTimeoutMs = Math.round(endMs - net.clock.now());
    if (signal.aborted || totalTimeoutMs <= 0) break;
    runs.push(await runProbe(net, { ...options, address, totalTimeoutMs }, observer, signal));
  }
  return runs;
}
