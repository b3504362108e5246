import { thisMachine } from '../../support/real-server/place.ts';
import type { LabScenario } from '../scenario.ts';
import { whyNotHere } from '../servers/start-lab-server.ts';

/** Why a scenario cannot be built on this machine, or null when it can. */
export function whyNotBuilt({ server }: LabScenario): string | null {
  return whyNotHere(server, thisMachine);
}
