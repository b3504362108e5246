import { readFileSync } from 'node:fs';

const CAP_NET_RAW = 13n;

/** Whether this process may see packets, as far as `/proc` tells; a seccomp filter or a container may still forbid it. */
export function mayCapture(): boolean {
  try {
    return allowsCapture(readFileSync('/proc/self/status', 'latin1'));
  } catch {
    return false;
  }
}

/** Whether a process with this `/proc/<pid>/status` has CAP_NET_RAW in effect (capabilities(7)). */
export function allowsCapture(status: string): boolean {
  const [, bits] = /^CapEff:\s*([0-9a-f]+)$/m.exec(status) ?? [];
  return bits !== undefined && ((BigInt(`0x${bits}`) >> CAP_NET_RAW) & 1n) === 1n;
}
