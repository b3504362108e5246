import type { ModeResult, Verdict } from '../core/diagnosis.ts';
import type { Evidence, ModeCommand, Source, Target } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';

/** One address that the name has, and what the run did with it. */
export interface ReportAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** `used`: the run talked FTP to it; `failed`: a connection was tried and did not come about; `not-tried`. */
  readonly status: 'used' | 'not-tried' | 'failed';
}

export interface ReportTarget extends Target {
  /** The address that the run went to, or null when there was none. */
  readonly address: string | null;
  /** Product and version for people, `vsftpd 3.0.3`; empty when not recognised. */
  readonly server: string;
  readonly addresses: readonly ReportAddress[];
}

/** One way to put a thing right, for one product. */
export interface ReportFix {
  /** The advice's key, `server/passive-address`. */
  readonly key: string;
  readonly where: 'client' | 'server' | 'network';
  /** What has to be achieved, whatever the product. */
  readonly title: string;
  /** `vsftpd`, `nftables`, `aws`, `curl` …; `any` for advice that needs no product. */
  readonly product: string;
  /** The product's name for people. */
  readonly productName: string;
  /**
   * `this`: it is for the server that was recognised, or for everyone; `choose`: it depends on what is in use there,
   * which a run cannot see; `other`: it is for another server than the one recognised.
   */
  readonly applies: 'this' | 'choose' | 'other';
  readonly text: string;
  /** Lines of configuration or shell commands, to be copied as they are. */
  readonly commands: readonly string[];
}

export type ReportFinding = Omit<Finding, 'fixes' | 'values'> & {
  /** Those that apply first. */
  readonly fixes: readonly ReportFix[];
};

/** How to set one client to the recommended mode. */
interface ClientSetting {
  readonly client: string;
  readonly setting: string;
  /** Empty for a client without a command line. */
  readonly commands: readonly string[];
}

export interface Recommendation {
  /** The mode to use now, as things are; null when none carries data. */
  readonly use: ModeCommand | null;
  readonly why: string;
  /** Empty when no mode can be recommended. */
  readonly clients: readonly ClientSetting[];
  /** What to do or to observe next, most useful first. */
  readonly next: readonly string[];
}

/** One further address of the same name, diagnosed on its own. */
export interface OtherRun {
  readonly address: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly modes: readonly ModeResult[];
  readonly findings: readonly ReportFinding[];
  readonly evidence: Evidence;
}

/** One of the sessions that a recording holds, in a line. */
export interface SessionLine {
  /** Counted from 1, in the order in which they began: `--session N`. */
  readonly n: number;
  /** ISO 8601, or null where the source has no times. */
  readonly startedAt: string | null;
  readonly format: string;
  readonly file: string;
  /** The client's and the server's address; empty where the source does not tell. */
  readonly client: string;
  readonly server: string;
  readonly user: string;
  readonly verdict: Verdict;
}

/** Everything that a reporter may show. Its JSON is public: fields are added, never renamed or given another meaning. */
export interface Report {
  readonly schema: 'ftpdiag.report/1';
  readonly tool: { readonly name: 'ftpdiag'; readonly version: string };
  readonly source: Source;
  readonly target: ReportTarget;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Whether the run reached its end by itself. */
  readonly ended: Evidence['ended'];
  readonly verdict: Verdict;
  /** All four, always, in the order PASV, EPSV, PORT, EPRT. */
  readonly modes: readonly ModeResult[];
  /** Most important first. */
  readonly findings: readonly ReportFinding[];
  readonly recommendation: Recommendation;
  readonly evidence: Evidence;
  /** The name's further addresses, when each was to be tried; empty otherwise. */
  readonly others: readonly OtherRun[];
  /** Every session that the recording holds, when it holds more than one; this report is of the one with number `session`. */
  readonly sessions?: readonly SessionLine[];
  readonly session?: number;
}
