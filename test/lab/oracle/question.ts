import { checkCommand } from '../../../src/cli/check-command.ts';
import { type CheckOptions, readCheckOptions } from '../../../src/cli/check-options.ts';
import { checkWords, passwordOf } from '../run/check-command.ts';
import type { Standing } from '../run/standing.ts';
import type { LabScenario } from '../scenario.ts';
import { labUser } from '../servers/accounts.ts';

/** What another client is asked to do: what the scenario's check does. */
export interface Question {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly tls: 'none' | 'explicit' | 'implicit';
  readonly user: string;
  readonly password: string;
  /** Empty for the directory after login. */
  readonly path: string;
  /** What PORT and EPRT announce; null for the control connection's own address. */
  readonly activeAddress: string | null;
  readonly activePorts: { readonly low: number; readonly high: number } | null;
  /** Whether a listing without a line is what it should be. */
  readonly mayBeEmpty: boolean;
}

/** Reads the scenario's command line as `ftpdiag check` itself does. */
export async function questionOf(scenario: LabScenario, standing: Standing): Promise<Question> {
  const { host, port, tls, path, activeAddress, activePorts } = await optionsOf(checkWords(scenario, standing));
  const { server } = scenario;
  const offered = server.tls ?? server.behaviour?.tls?.mode ?? 'none';
  const password = passwordOf(scenario);
  return {
    host,
    port,
    family: scenario.path?.family ?? 4,
    // Left to itself, a check encrypts where AUTH TLS is offered.
    tls: tls === 'off' ? 'none' : tls === 'auto' ? (offered === 'explicit' ? 'explicit' : 'none') : tls,
    user: password === null ? 'anonymous' : labUser.name,
    password: password ?? 'lab@example.com',
    path,
    activeAddress,
    activePorts,
    mayBeEmpty: server.files === 0,
  };
}

async function optionsOf(words: readonly string[]): Promise<CheckOptions> {
  const read: CheckOptions[] = [];
  const command = checkCommand(async (target, flags) => {
    read.push(readCheckOptions(target, flags).options);
  });
  await command.exitOverride().parseAsync(words, { from: 'user' });
  const [options] = read;
  if (options === undefined) throw new Error(`no command line of a check: ${words.join(' ')}`);
  return options;
}
