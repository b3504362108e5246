import { resolve } from 'node:path';
import type { LabScenario } from '../scenario.ts';
import { labUser } from '../servers/accounts.ts';
import { asOrdinaryUser } from './ordinary-user.ts';
import type { Standing } from './standing.ts';

/** How the built program is started for a scenario, in the client's place. */
export interface CheckCommand {
  readonly program: string;
  readonly words: readonly string[];
  readonly stdin: string;
}

/** The command that checks a scenario that stands; `checker` is the start script of the built program. */
export function checkCommandFor(
  scenario: LabScenario,
  standing: Standing,
  checker = resolve('bin/ftpdiag.js'),
): CheckCommand {
  const words = [checker, 'check', '--json', ...checkWords(scenario, standing)];
  const command = { program: process.execPath, words };
  return {
    ...(scenario.rights === 'none' ? asOrdinaryUser(standing.world.host('client'), command, checker) : command),
    stdin: passwordOf(scenario) === null ? '' : `${passwordOf(scenario)}\n`,
  };
}

/** Options and target, as they follow `ftpdiag check --json`. */
export function checkWords(
  { options = [], login, host, server: plan }: LabScenario,
  { world, server }: Standing,
): string[] {
  // Expired certificates and those with a wrong name have nothing else wrong with them: their authority is trusted.
  const isSigned = server.caFile !== null && plan.certificate !== 'self-signed';
  const isAnonymous = (login ?? 'anonymous') === 'anonymous';
  return [
    ...options,
    ...(isSigned ? ['--cacert', server.caFile] : []),
    ...(isAnonymous ? [] : ['--user', labUser.name, '--password-stdin']),
    targetText(host ?? world.addresses.serverOutside, server.port),
  ];
}

/** What the scenario's user says for a password; null for an anonymous one. */
export function passwordOf({ login }: LabScenario): string | null {
  if (login === 'lab') return labUser.password;
  return login === 'wrong-password' ? `not-${labUser.password}` : null;
}

/** With its port always: the port that --tls implicit would choose may not be the one that is meant. */
function targetText(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
