import type { Evidence } from '../../core/evidence.ts';
import type { Patience } from '../patience.ts';
import type { ControlSession } from '../session.ts';
import type { Budget } from './budget.ts';
import type { SessionKind, Workbench } from './workbench.ts';

interface ExperimentHead {
  /** The name of its trial or observation; of its numbered trials, what is before the number. */
  readonly id: string;
  /** Data connections that it may ask the server for. */
  dataConnections(budget: Budget): number;
  /** How long it takes at most until it has decided something, in milliseconds: it is not begun with less time left. */
  decidesWithinMs(patience: Patience): number;
  /** Why it can decide something after what was seen, as a sentence for people; null when it cannot. */
  why(seen: Evidence): string | null;
}

/** A follow-up that needs no login: it runs beside the others. */
export interface PlainExperiment extends ExperimentHead {
  readonly on: 'no-session';
  run(bench: Workbench, why: string): Promise<void>;
}

/** A follow-up on a control connection like the modes' own, or on one without TLS. */
export interface SessionExperiment extends ExperimentHead {
  readonly on: SessionKind;
  run(bench: Workbench, why: string, session: ControlSession): Promise<void>;
}

/** One further trial or observation that tells causes apart which still fit. It reads the server and changes nothing. */
export type Experiment = PlainExperiment | SessionExperiment;
