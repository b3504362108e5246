import { execFileSync } from 'node:child_process';
import { findProgram } from '../../../support/real-server/program.ts';

/** How long a test with tshark may take: on a busy machine its start alone takes seconds. */
export const tsharkMs = 120_000;

/** Runs tshark on a capture and gives what it prints; no preferences or profiles of the user's own. */
export function tshark(file: string, ...words: readonly string[]): string {
  const program = findProgram('tshark') ?? 'tshark';
  return execFileSync(program, ['-n', '-r', file, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, HOME: '/nonexistent' },
  });
}

/** One line a packet with these fields, empty where the packet has none. */
export function tsharkFields(file: string, ...fields: readonly string[]): string[][] {
  const words = fields.flatMap(field => ['-e', field]);
  return tshark(file, '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=f', ...words)
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('|'));
}
