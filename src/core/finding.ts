/** Who or what is to blame, as a kind. An ALG is a way in which NAT or a firewall acts, so its findings carry those. */
export type Cause =
  | 'firewall'
  | 'nat'
  /** A peer refuses one mode by policy or ability while another works. */
  | 'mode-mismatch'
  | 'tls'
  | 'auth'
  | 'dns'
  /** Routing, MTU, loss. */
  | 'network'
  /** Limits, faults, nothing listens. */
  | 'server'
  /** Not FTP, or malformed FTP. */
  | 'protocol'
  | 'none'
  | 'unknown';

/** Where the change has to be made. */
export type Side = 'client' | 'server' | 'path' | 'unknown' | 'none';
export type Severity = 'error' | 'warning' | 'info';

/** `certain`: a second experiment proved it; `likely`: it fits and nothing else fits as well; `possible`: others fit too. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** The stages of a run. What breaks earlier explains what breaks later. */
export const stages = ['dns', 'tcp', 'greeting', 'tls', 'login', 'mode', 'data-connection', 'transfer'] as const;
export type Stage = (typeof stages)[number];

/** One rule's answer, as the analyzer hands it on. */
export interface Finding {
  /** The rule's id. */
  readonly id: string;
  readonly cause: Cause;
  readonly side: Side;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly stage: Stage;
  readonly title: string;
  /** One or two sentences with the run's own addresses, ports and times. */
  readonly summary: string;
  /** Ids of the steps that it rests on, `pasv.connect`; steps of follow-up trials are named the same way. */
  readonly because: readonly string[];
  /** Ids of other findings of this run that are only symptoms of this one. */
  readonly explains: readonly string[];
  /** Keys into the advice. */
  readonly fixes: readonly string[];
  /** Values for the advice's placeholders, such as `address` and `ports`. */
  readonly values: Readonly<Record<string, string>>;
  /** What to observe next to decide between causes that both fit; empty when certain. */
  readonly next: readonly string[];
}
