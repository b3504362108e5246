/** The act that failed. */
export type Operation = 'resolve' | 'connect' | 'listen' | 'accept' | 'read' | 'write' | 'command' | 'tls' | 'transfer';

interface Because {
  readonly operation: Operation;
  /** The operating system's own word (`ECONNREFUSED`), or null where there is none. */
  readonly errno: string | null;
}

/**
 * Why a step did not give what was asked: a closed list. It says what was seen, never why it may be so, which is for the rules.
 */
export type Failure =
  /** Nothing came within the limit that was applied. */
  | (Because & { readonly kind: 'timeout'; readonly limitMs: number })
  /** ECONNREFUSED: a RST, or on Linux an ICMP port-unreachable, answered. */
  | (Because & { readonly kind: 'refused' })
  /** ECONNRESET or EPIPE: the connection stood, and was cut. */
  | (Because & { readonly kind: 'reset' })
  /** An orderly end of stream where more was due; `text` is what had arrived of the unfinished answer. */
  | (Because & { readonly kind: 'closed'; readonly text: string })
  /** ICMP, or no route: `network` ENETUNREACH, `host` EHOSTUNREACH, `protocol` ENOPROTOOPT, `prohibited` EACCES or EPERM. */
  | (Because & {
      readonly kind: 'unreachable';
      readonly scope: 'network' | 'host' | 'protocol' | 'prohibited';
      /** Whether this machine itself has a route there; absent where that was not asked. */
      readonly hasRoute?: boolean;
    })
  /** The server said no: reply codes 4yz and 5yz (RFC 959 §4.2). */
  | (Because & { readonly kind: 'rejected'; readonly command: string; readonly code: number; readonly text: string })
  /** Not what the protocol allows; `text` is what came (at most 1,000 characters), `problem` what is wrong with it. */
  | (Because & { readonly kind: 'malformed'; readonly text: string; readonly problem: string })
  /** The peer sent more than any honest one would; `limitBytes` is the bound that it broke. */
  | (Because & { readonly kind: 'flood'; readonly limitBytes: number })
  /** The TLS handshake ended badly: the alert's name where the peer sent one, and OpenSSL's reason. */
  | (Because & { readonly kind: 'tls'; readonly alert: string | null; readonly reason: string })
  /** No such name (NXDOMAIN, or no address of the wanted family). */
  | (Because & { readonly kind: 'not-found' })
  /** The resolver itself failed (SERVFAIL, no answer): the name may well exist. */
  | (Because & { readonly kind: 'unresolvable' })
  /**
   * Active mode: no connection reached our listener while we waited. `halfOpen` tells whether the kernel saw a SYN
   * arrive all the same (state SYN_RECV): `seen`, `none`, or `unknown` where it cannot be observed.
   */
  | (Because & {
      readonly kind: 'no-arrival';
      readonly limitMs: number;
      readonly halfOpen: 'seen' | 'none' | 'unknown';
    })
  /** This machine could not do its own part (no free port, address not ours, too many open files). */
  | (Because & { readonly kind: 'local'; readonly text: string });

export type FailureKind = Failure['kind'];
export type FailureOf<Kind extends FailureKind> = Extract<Failure, { kind: Kind }>;
