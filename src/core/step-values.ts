import type { Endpoint } from './endpoint.ts';

/** A complete reply from the server (RFC 959 §4.2). */
export interface ReplyValue {
  readonly code: number;
  /** The text without codes, lines joined by `\n`; control characters are as they came. */
  readonly text: string;
}

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface ResolveValue {
  /** Every address the name has, in the order the resolver gave; a literal address resolves to itself. */
  readonly addresses: readonly ResolvedAddress[];
}

export interface ConnectValue {
  /** {@link Connection.id} */
  readonly connection: number;
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

interface FeatValue extends ReplyValue {
  /** Feature lines, trimmed, as the server wrote them (RFC 2389 §3.2). */
  readonly features: readonly string[];
}

export interface StatValue extends ReplyValue {
  /** The address at which the server sees us (`Connected to …`), or null where STAT does not tell. */
  readonly clientSeenAs: string | null;
}

export interface CertificateValue {
  readonly subject: string;
  readonly issuer: string;
  /** subjectAltName entries, `DNS:example.com`. */
  readonly names: readonly string[];
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint256: string;
}

export interface TlsValue {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** OpenSSL's name. */
  readonly cipher: string;
  /** Whether we offered a session to resume, and what became of it. */
  readonly session: 'not-offered' | 'reused' | 'not-reused';
  /** Leaf first, as the server sent it; empty on a resumed session. */
  readonly chain: readonly CertificateValue[];
  /** `trusted`, or OpenSSL's verification code such as `CERT_HAS_EXPIRED`, `DEPTH_ZERO_SELF_SIGNED_CERT`; `not-checked` on a data connection. */
  readonly trust: string;
  /** Whether the leaf's names cover the host asked for. */
  readonly nameMatches: boolean;
  /** The name that was asked for (SNI), empty for a literal address. */
  readonly serverName: string;
}

export interface LoginValue extends ReplyValue {
  readonly user: string;
  /** Whether a password was sent, and how: `none` when USER alone was enough (230). */
  readonly password: 'none' | 'clear' | 'encrypted';
}

export interface SessionsValue {
  /** Control connections that the run wanted side by side. */
  readonly wanted: number;
  /** Those that got as far as a login. */
  readonly usable: number;
  /** What the server said to the others, first line of each. */
  readonly refusals: readonly string[];
}

/** The steps of the control connection, in the order in which they happen. */
export interface ControlSteps {
  connect: ConnectValue;
  greeting: ReplyValue;
  /** AUTH TLS (RFC 4217 §4); not applicable to implicit TLS. */
  auth: ReplyValue;
  tls: TlsValue;
  login: LoginValue;
  /** PBSZ 0 and PROT P (RFC 4217 §9): the reply to PROT. */
  protect: ReplyValue;
  feat: FeatValue;
  syst: ReplyValue;
  stat: StatValue;
  quit: ReplyValue;
}

export interface PassiveReplyValue extends ReplyValue {
  /** Where the client is to connect to. For EPSV the host is the control connection's (RFC 2428 §3). */
  readonly advertised: Endpoint;
}

export interface ListenValue {
  /** What our listener is bound to. */
  readonly local: Endpoint;
  /** What the command tells the server, which differs from `local` with `--active-address`. */
  readonly announced: Endpoint;
  /** The argument as sent: `192,0,2,1,195,149` or `|1|192.0.2.1|50069|`. */
  readonly argument: string;
}

export interface DataValue {
  readonly bytes: number;
  /** Milliseconds from the start of the run to the first byte; null for an empty listing. */
  readonly firstByteMs: number | null;
  /** False where the source tells that the transfer was complete, and not how much came; `bytes` is 0 then. */
  readonly isCounted?: boolean;
}

/** What both families do once the data connection is asked for. */
interface TransferSteps {
  /** The 1yz reply to LIST (RFC 959 §5.4); its failure carries a 425, 450, 550 … that came before any data. */
  preliminary: ReplyValue;
  /** TLS on the data connection (RFC 4217 §7: the FTP client is the TLS client in both families). */
  tls: TlsValue;
  /** The listing's bytes, up to the end of the data connection. */
  data: DataValue;
  /** The 2yz reply after the transfer; its failure carries a 426, 451 … that came after 1yz. */
  completion: ReplyValue;
}

/** PASV and EPSV. */
export interface PassiveSteps extends TransferSteps {
  reply: PassiveReplyValue;
  /** From us to the advertised endpoint, exactly. */
  connect: ConnectValue;
}

/** PORT and EPRT. */
export interface ActiveSteps extends TransferSteps {
  listen: ListenValue;
  reply: ReplyValue;
  /** The server's connection to our listener; `remote` is its address and source port. */
  accept: ConnectValue;
}

/** What came first after we spoke, at most 200 bytes of it; no reply is expected. */
export interface FirstWordValue {
  readonly text: string;
}

/** What answered a SYN that could pass so many routers and no more. */
export interface TraceHop {
  /** Its time to live (IPv4) or hop limit (IPv6). */
  readonly ttl: number;
  /**
   * `time-exceeded`: the router at this distance; `syn-ack` and `reset`: the port itself, or somebody in its name;
   * `unreachable`: an ICMP rejection; `none`: nothing within the time.
   */
  readonly answer: 'time-exceeded' | 'syn-ack' | 'reset' | 'unreachable' | 'none';
  /** Who answered, a literal IP address; null where nobody did. */
  readonly from: string | null;
  readonly tookMs: number | null;
  /** Code of the ICMP message (RFC 792, RFC 4443), null where there was none. */
  readonly code: number | null;
}

/** SYNs with rising time to live towards one port (the way of tcptraceroute), by distance. */
export interface TraceValue {
  readonly to: Endpoint;
  /** In the order of their distance, up to the first that the port itself answered, or until it was given up. */
  readonly hops: readonly TraceHop[];
}

/** The follow-ups that are no trials, and the steps of each. */
export interface ObservationSteps {
  /** A connection to a port of the server's host at which nothing is expected: how the host says no is what is asked. */
  'closed-port': { connect: ConnectValue };
  /** The control connection, tried once more. */
  'second-control': { connect: ConnectValue; greeting: ReplyValue };
  /** We speak first, where the server does not greet. */
  'first-word': { connect: ConnectValue; answer: FirstWordValue };
  /** A TLS handshake where the server does not greet. */
  'tls-hello': { connect: ConnectValue; tls: TlsValue };
  /** NOOP after a time of silence on the control connection (`--idle`). */
  idle: { noop: ReplyValue };
  /** Where SYNs to a port that does not answer die, beside those to one that does. */
  'path-trace': {
    /** To the control port. */
    control: TraceValue;
    /** To the port that is silent or rejects; not applicable where there is none besides the control port. */
    port: TraceValue;
  };
}

/** Follow-up trials by family. `more-ports` is not among them: its trials are numbered, and read as trials. */
export interface ExperimentSteps {
  /** PASV, with the port that it named and the address of the control connection. */
  'control-address': PassiveSteps;
  /** EPSV, with the port that it named and the address that PASV had named. */
  'advertised-address': PassiveSteps;
  /** PASV without TLS, where TLS keeps an FTP helper (ALG) from reading along. */
  'clear-pasv': PassiveSteps;
  /** The same for PORT. */
  'clear-port': ActiveSteps;
  /** PORT with the address at which the server sees us. */
  'seen-address': ActiveSteps;
  /** PORT in one segment behind another command, where a helper that looks only at the start of a segment misses it. */
  'disguised-port': ActiveSteps;
  /** A listing of next to nothing, where a larger one stalled. */
  'small-transfer': PassiveSteps;
}

type PrefixedAll<Groups> = UnionToIntersection<
  { [Id in keyof Groups & string]: Prefixed<Id, Groups[Id]> }[keyof Groups & string]
>;
type UnionToIntersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer Intersection,
) => void
  ? Intersection
  : never;

type Prefixed<Prefix extends string, Steps> = {
  [Step in keyof Steps & string as `${Prefix}.${Step}`]: Steps[Step];
};

/** What each step of a run yields: the one list from which all other types of steps derive. */
export type StepValues = { resolve: ResolveValue; sessions: SessionsValue } & Prefixed<'control', ControlSteps> &
  Prefixed<'pasv' | 'epsv', PassiveSteps> &
  Prefixed<'port' | 'eprt', ActiveSteps> &
  PrefixedAll<ExperimentSteps> &
  PrefixedAll<ObservationSteps>;

export type StepId = keyof StepValues;
