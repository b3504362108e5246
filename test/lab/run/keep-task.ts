import { once } from 'node:events';
import { Interrupted } from '../../../src/cli/interrupted.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import type { LabScenario } from '../scenario.ts';
import { checkCommandFor } from './check-command.ts';
import type { Task } from './check-task.ts';
import { whyNotBuilt } from './not-here.ts';
import { type Standing, withStanding } from './standing.ts';

/** Leaves the one scenario standing, and says how to enter it, until Ctrl-C. Rejects with {@link Interrupted} then. */
export async function keepTask({ scenarios, signal, print }: Task): Promise<never> {
  const [scenario, another] = scenarios;
  if (scenario === undefined || another !== undefined) {
    throw new UsageError(
      `--keep takes one scenario, and ${scenarios.length} are selected: name it with --only '^name$'`,
    );
  }
  const reason = whyNotBuilt(scenario);
  if (reason !== null) throw new UsageError(`${scenario.name} cannot be built here: ${reason}`);
  await withStanding(scenario, signal, async standing => {
    print(howToEnter(scenario, standing));
    await once(signal, 'abort');
  });
  throw new Interrupted();
}

function howToEnter(scenario: LabScenario, standing: Standing): string {
  const { world, server } = standing;
  const { program, words, stdin } = checkCommandFor(scenario, standing);
  const command = [...world.host('client').prefix, program, ...words.filter(word => word !== '--json')];
  const { status, cause, side, modes } = scenario.label;
  return [
    `${scenario.name}: ${scenario.title}`,
    '',
    `True is: ${[status, cause, side].map(list => list.join(' or ')).join(', ')}`,
    `Modes:   ${Object.entries(modes)
      .map(([mode, statuses]) => `${mode} ${statuses.join(' or ')}`)
      .join(', ')}`,
    `Server:  ${scenario.server.program} at ${server.address} port ${server.port}`,
    `Seen from outside: server ${world.addresses.serverOutside}, client ${world.addresses.clientOutside}`,
    '',
    'Enter a host:',
    world.describe().trimEnd().replaceAll(/^/gm, '  '),
    '',
    'Check it:',
    `  ${stdin === '' ? '' : `printf '${stdin.replace('\n', '\\n')}' | `}${command.map(quoted).join(' ')}`,
    '',
    'Ctrl-C takes it down.',
  ].join('\n');
}

/** As a word of a POSIX shell. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
