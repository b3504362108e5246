import type { Scenario } from './scenario.ts';
import { activeScenarios } from './scenarios/active.ts';
import { greetingScenarios } from './scenarios/greeting.ts';
import { healthyScenarios } from './scenarios/healthy.ts';
import { hostileScenarios } from './scenarios/hostile.ts';
import { loginScenarios } from './scenarios/login.ts';
import { passiveScenarios } from './scenarios/passive.ts';
import { tlsScenarios } from './scenarios/tls.ts';
import { transferScenarios } from './scenarios/transfer.ts';

/** All of them, in the order in which a run would meet their faults; the hostile ones last. */
export const scenarios: readonly Scenario[] = [
  ...healthyScenarios,
  ...greetingScenarios,
  ...tlsScenarios,
  ...loginScenarios,
  ...passiveScenarios,
  ...activeScenarios,
  ...transferScenarios,
  ...hostileScenarios,
];
