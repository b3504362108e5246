import type { VerdictStatus } from '../core/diagnosis.ts';
import type { TlsMode } from '../core/evidence.ts';
import type { Cause, Side } from '../core/finding.ts';
import type { Behaviour } from './behaviour.ts';

/** What of the command line the check needs to meet the fault. */
interface ScenarioOptions {
  readonly tls: TlsMode;
  readonly user: string;
  readonly password: string;
}

/** What the verdict should be. */
interface Expectation {
  readonly status: VerdictStatus;
  readonly cause: Cause;
  readonly side: Side;
  readonly rule: string | null;
}

/** One broken server, or a healthy one, and what a check of it should say. */
export interface Scenario {
  /** The id of the rule it shows, wherever it shows one. */
  readonly name: string;
  /** `fault` is what happens to honest servers; `hostile` is what only a peer with bad intentions does. */
  readonly kind: 'fault' | 'hostile';
  /** What is broken, in one sentence. */
  readonly title: string;
  readonly options?: Partial<ScenarioOptions>;
  readonly family?: 4 | 6;
  /** The client's own address, where it is to be another than the disguise's. */
  readonly client?: string;
  readonly behaviour: Behaviour;
  /** Null where the only thing to expect is a verdict in time, whichever it is. */
  readonly expect: Expectation | null;
}
