import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

interface Told {
  readonly id: string;
  readonly available: boolean;
  readonly because: string | null;
  readonly remedies?: readonly { readonly text: string }[];
}

test('every ability is there, or says why it is not and what to do', async () => {
  const { stdout, exitCode } = await runCli(['doctor', '--json']);
  const abilities: readonly Told[] = JSON.parse(stdout).abilities;
  expect(exitCode).toBe(0);
  expect(abilities.map(({ id }) => id)).toEqual(['socket-tables', 'tcp-info', 'saved-syn', 'icmp-senders', 'capture']);
  for (const { available, because, remedies } of abilities) {
    expect(available).toBe(because === null);
    expect(remedies === undefined).toBe(available);
  }
});

test('for people, nothing is wider than 80 columns but commands', async () => {
  const { stdout } = await runCli(['doctor'], { env: { COLUMNS: '80' } });
  expect(stdout).toContain('What ftpdiag can see on this machine');
  const wide = stdout.split('\n').filter(line => line.length > 80 && !line.startsWith('    '));
  expect(wide).toEqual([]);
});
