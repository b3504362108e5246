import type { LabScenario } from './scenario.ts';
import { activeBlockedScenarios } from './scenarios/active-blocked.ts';
import { clientNatScenarios } from './scenarios/client-nat.ts';
import { controlPortScenarios } from './scenarios/control-port.ts';
import { healthyPaths } from './scenarios/healthy-paths.ts';
import { healthyServers } from './scenarios/healthy-servers.ts';
import { healthyTls } from './scenarios/healthy-tls.ts';
import { inspectionScenarios } from './scenarios/inspection.ts';
import { locatedActive } from './scenarios/located-active.ts';
import { locatedPassive } from './scenarios/located-passive.ts';
import { loginsAndLimits } from './scenarios/logins-and-limits.ts';
import { networkScenarios } from './scenarios/network.ts';
import { observedScenarios } from './scenarios/observed.ts';
import { otherAddresses } from './scenarios/other-addresses.ts';
import { passiveBlockedScenarios } from './scenarios/passive-blocked.ts';
import { refusedModes } from './scenarios/refused-modes.ts';
import { serverNatScenarios } from './scenarios/server-nat.ts';
import { tlsFaults } from './scenarios/tls-faults.ts';
import { twoFaults } from './scenarios/two-faults.ts';
import { wrongServiceScenarios } from './scenarios/wrong-service.ts';

/** All of them, in the order in which they are listed: healthy ones first. */
export const scenarios: readonly LabScenario[] = [
  ...healthyServers,
  ...healthyPaths,
  ...healthyTls,
  ...observedScenarios,
  ...activeBlockedScenarios,
  ...otherAddresses,
  ...clientNatScenarios,
  ...controlPortScenarios,
  ...inspectionScenarios,
  ...locatedActive,
  ...locatedPassive,
  ...loginsAndLimits,
  ...networkScenarios,
  ...passiveBlockedScenarios,
  ...refusedModes,
  ...serverNatScenarios,
  ...tlsFaults,
  ...twoFaults,
  ...wrongServiceScenarios,
];
