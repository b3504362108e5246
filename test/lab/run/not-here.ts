import { thisMachine } from '../../support/real-server/place.ts';
import { findProgram } from '../../support/real-server/program.ts';
import type { LabScenario } from '../scenario.ts';
import { whyNotHere } from '../servers/start-lab-server.ts';
import { whyNoRoundTripTime } from '../world/requirement.ts';

/** Why a scenario cannot be built on this machine, where worlds as such can be; null when it can. */
export function whyNotBuilt({ server, path = {}, rights }: LabScenario): string | null {
  if (rights === 'none' && findProgram('setpriv') === null) return 'setpriv (util-linux) is not installed';
  return whyNotHere(server, thisMachine) ?? (path.rttMs === undefined ? null : whyNoRoundTripTime());
}

/** Whether everything has to run: `FTPDIAG_REQUIRE`, a comma-separated list, names the lab. */
export function isLabRequired(): boolean {
  return (process.env.FTPDIAG_REQUIRE ?? '').split(',').some(name => name.trim() === 'lab');
}

/** What to complain of where so many scenarios were skipped; null when they may be. */
export function complaintAboutSkipped(count: number): string | null {
  return count > 0 && isLabRequired() ? `${count} skipped, but FTPDIAG_REQUIRE asks for the whole lab` : null;
}
