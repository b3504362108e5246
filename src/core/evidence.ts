import type { Between } from './between.ts';
import type { CaptureFacts } from './capture-facts.ts';
import type { Connection } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import type { Outcome } from './outcome.ts';
import type {
  ActiveSteps,
  ControlSteps,
  ObservationSteps,
  PassiveSteps,
  ResolveValue,
  SessionsValue,
} from './step-values.ts';

export type Outcomes<Steps> = { readonly [Step in keyof Steps]: Outcome<Steps[Step]> };

export type TlsMode = 'auto' | 'explicit' | 'implicit' | 'off';
export type ModeCommand = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';

/** The four modes, in the order in which they are always listed. */
export const modeCommands: readonly ModeCommand[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];

/** What was asked for. */
export interface Target {
  /** As given, in ASCII (an international name in its A-label form). */
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  readonly user: string;
  /** The directory that is listed; empty for the one after login. */
  readonly path: string;
  /** Certificates are recorded and not judged (`--insecure`). */
  readonly insecure: boolean;
}

/** Where the evidence comes from. */
export type Source =
  | { readonly kind: 'live' }
  | {
      readonly kind: 'pcap' | 'log' | 'evidence';
      /** Names of the files, joined by `, `; `-` for standard input. */
      readonly file: string;
      /** What kind of recording it is, for people: `FileZilla log`. */
      readonly format?: string;
      /** What could not be used, one sentence each, such as `3 of 120 lines were not understood, the first is line 17`. */
      readonly notes?: readonly string[];
    };

/** One control connection and what it went through. The first session of the evidence is the primary one. */
export interface Session {
  readonly id: number;
  readonly steps: Outcomes<ControlSteps>;
}

interface TrialBase {
  /** `pasv`, `epsv`, `port`, `eprt`; a follow-up trial has the name of its experiment, such as `more-ports-1`. */
  readonly id: string;
  /** A trial of one of the four modes as asked, or a further experiment that tells look-alikes apart. */
  readonly purpose: 'mode' | 'follow-up';
  /** For a follow-up: why it was run; otherwise empty. */
  readonly why: string;
  /** {@link Session.id}, or null where no session could be had for it. */
  readonly session: number | null;
}

/** One try at a data connection that the client opens. */
export interface PassiveTrial extends TrialBase {
  readonly family: 'passive';
  readonly command: 'PASV' | 'EPSV';
  readonly steps: Outcomes<PassiveSteps>;
}

/** One try at a data connection that the server opens. */
export interface ActiveTrial extends TrialBase {
  readonly family: 'active';
  readonly command: 'PORT' | 'EPRT';
  readonly steps: Outcomes<ActiveSteps>;
}

export type Trial = PassiveTrial | ActiveTrial;

/** A follow-up that asks for no data connection. */
interface Observation<Id extends keyof ObservationSteps> {
  readonly id: Id;
  /** Why it was run. */
  readonly why: string;
  /** Where it went. */
  readonly to: Endpoint;
  readonly steps: Outcomes<ObservationSteps[Id]>;
}
export type AnyObservation = { [Id in keyof ObservationSteps]: Observation<Id> }[keyof ObservationSteps];

/** The products whose replies and settings we know by heart. */
export type ServerProduct =
  | 'vsftpd'
  | 'proftpd'
  | 'pure-ftpd'
  | 'filezilla-server'
  | 'iis'
  | 'pyftpdlib'
  | 'inetutils'
  | 'serv-u'
  | 'aws-transfer'
  | 'ibm-zos'
  | 'apache-ftpserver'
  | 'titan'
  | 'unknown';

export interface ServerIdentity {
  readonly product: ServerProduct;
  /** For people: `vsftpd 3.0.3`, or empty when unknown. */
  readonly name: string;
}

export interface TranscriptLine {
  readonly atMs: number;
  readonly session: number;
  readonly direction: 'sent' | 'received';
  /** One line without its end. The argument of PASS is never in it. */
  readonly text: string;
}

/** The limits that were in force. */
interface Limits {
  readonly connectTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** How long a control connection was left idle on purpose; absent or 0 where it was not. */
  readonly idleMs?: number;
}

/** What was seen, and nothing else: plain JSON, times in milliseconds from the start. The waist of the design. */
export interface Evidence {
  readonly schema: 'ftpdiag.evidence/1';
  readonly source: Source;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /**
   * How exact the times are: `seconds` and `none` are those of logs, whose times of 0 then mean nothing. Absent in a live
   * run, whose clock is `exact`.
   */
  readonly clock?: 'exact' | 'seconds' | 'none';
  /** Whether the run reached its end by itself. */
  readonly ended: 'complete' | 'interrupted' | 'out-of-time';
  readonly target: Target;
  readonly limits: Limits;
  readonly resolve: Outcome<ResolveValue>;
  readonly sessions: readonly Session[];
  /** How many control connections the server allowed beside each other. */
  readonly parallel: Outcome<SessionsValue>;
  /** The four modes in their order, then follow-ups. */
  readonly trials: readonly Trial[];
  /** Follow-ups that are no trials; evidence from before there were any has none. */
  readonly observations?: readonly AnyObservation[];
  /** Every TCP connection, tried or opened. Connections that lost the race between addresses are here too. */
  readonly connections: readonly Connection[];
  /** The shortest round trip seen on the control connection (SYN to SYN-ACK, or command to reply); null if there was none. */
  readonly rttMs: number | null;
  readonly server: ServerIdentity;
  readonly transcript: readonly TranscriptLine[];
  /** Whether a live run recorded its packets; absent in other evidence. */
  readonly capture?: CaptureFacts;
  /** With two captures, what was done to the session between them. */
  readonly between?: Between;
}
