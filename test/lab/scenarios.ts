import type { LabScenario } from './scenario.ts';
import { activeBlockedScenarios } from './scenarios/active-blocked.ts';
import { healthyServers } from './scenarios/healthy-servers.ts';
import { passiveBlockedScenarios } from './scenarios/passive-blocked.ts';

/** All of them, in the order in which they are listed: healthy ones first. */
export const scenarios: readonly LabScenario[] = [
  ...healthyServers,
  ...passiveBlockedScenarios,
  ...activeBlockedScenarios,
];
