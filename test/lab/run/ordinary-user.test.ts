import { expect } from 'vitest';
import { type Place, runIn } from '../../support/real-server/place.ts';
import { describeInWorlds } from '../world/describe-in-worlds.ts';
import { userNamespacePrefix } from '../world/requirement.ts';
import { asOrdinaryUser } from './ordinary-user.ts';

const file = 'bin/ftpdiag.js';
const rights = /^(?:Uid|Cap\w+):.*$/gm;

/** The lines of /proc/PID/status about users and capabilities, of an ordinary user's process in the place. */
async function rightsOf(place: Place): Promise<readonly string[]> {
  const { program, words } = asOrdinaryUser(place, { program: 'cat', words: ['/proc/self/status', file] }, file);
  const { stdout, stderr, exitCode } = await runIn(place, program, words);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return stdout.match(rights) ?? [];
}

const noRights = ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'].map(set => `Cap${set}:\t0000000000000000`);

describeInWorlds('an ordinary user', test => {
  test('has no rights in the client’s place, and can read the program', async ({ build }) => {
    const world = await build({});
    expect(await rightsOf(world.host('client'))).toEqual([expect.stringMatching(/^Uid:/), ...noRights]);
  });

  test('is root by name alone where there is no other user', async () => {
    expect(await rightsOf({ prefix: userNamespacePrefix })).toEqual(['Uid:\t0\t0\t0\t0', ...noRights]);
  });
});
