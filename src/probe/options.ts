import type { ModeCommand, TlsMode } from '../core/evidence.ts';

/** `none` with `--quick`; `thorough` samples more passive ports and takes more time. */
export type FollowUpScope = 'none' | 'usual' | 'thorough';

/** Everything a run needs to know, validated: nothing in it holds CR, LF or NUL. */
export interface ProbeOptions {
  /** ASCII host name or literal address, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly user: string;
  /** Never leaves the probe except in PASS. */
  readonly password: string;
  /** Directory to list; empty for the one after login. */
  readonly path: string;
  /** Only addresses of this family; null for both. */
  readonly family: 4 | 6 | null;
  /** Only this one of the name's addresses; null to let the run choose. */
  readonly address: string | null;
  readonly modes: readonly ModeCommand[];
  /** Local address for every connection; null to let the system choose. */
  readonly sourceAddress: string | null;
  /** Address to announce in PORT and EPRT in place of the control connection's own; null for that one. */
  readonly activeAddress: string | null;
  /** Ports to listen on in active mode, both ends included; null lets the system choose. */
  readonly activePorts: { readonly low: number; readonly high: number } | null;
  /** PEM text of additional trusted authorities; null for the system's own list alone. */
  readonly cacert: string | null;
  /** Do not judge certificates. They are recorded all the same. */
  readonly insecure: boolean;
  /** How far the trials go that tell look-alikes apart, once the modes have been tried. */
  readonly followUps: FollowUpScope;
  /** Find out hop by hop how far packets come, even where nothing calls for it. */
  readonly trace: boolean;
  /** How long to keep a control connection silent before a NOOP, to find what forgets idle connections; 0 for not at all. */
  readonly idleMs: number;
  readonly connectTimeoutMs: number;
  /** The whole run, from resolving to QUIT. */
  readonly totalTimeoutMs: number;
}

/** What a run tells while it goes on, for a progress display. */
export interface ProbeObserver {
  /** One short present-tense line: `Logging in to 192.0.2.1`. */
  progress(line: string): void;
  /** The run begins to wait for the far end of a slow path: work done now delays no step and falsifies no time. */
  idle?(): void;
  /** The run begins: its times count from this reading of {@link Clock.now}. */
  began?(clockMs: number): void;
}
