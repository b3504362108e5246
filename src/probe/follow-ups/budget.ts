import type { FollowUpScope } from '../options.ts';

/** What all follow-ups of a run may take together. The silence of `--idle`, and the login for it, come on top. */
export interface Budget {
  readonly dataConnections: number;
  readonly logins: number;
  readonly timeMs: number;
  readonly portSamples: PortSamples;
}

/** How many further passive ports are tried. */
interface PortSamples {
  readonly most: number;
  /** So many that fail like those before are enough to call all of them closed. */
  readonly alike: number;
}

/** What experiments may use in each scope. */
export const budgets: Readonly<Record<FollowUpScope, Budget>> = {
  none: { dataConnections: 0, logins: 0, timeMs: 0, portSamples: { most: 0, alike: 0 } },
  usual: { dataConnections: 12, logins: 2, timeMs: 10_000, portSamples: { most: 6, alike: 2 } },
  thorough: { dataConnections: 24, logins: 4, timeMs: 30_000, portSamples: { most: 18, alike: 8 } },
};
