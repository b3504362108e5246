import type { ServerProduct } from '../core/evidence.ts';

/** The products whose banner, replies and order of events the server can show; its faults use the product's own texts. */
export type Product = Extract<
  ServerProduct,
  'vsftpd' | 'proftpd' | 'pure-ftpd' | 'filezilla-server' | 'iis' | 'pyftpdlib'
>;

/** What a client meets right after the TCP connection stands. */
export type GreetingBehaviour =
  | 'normal'
  /** The right greeting, late. */
  | { readonly afterMs: number }
  | 'silence'
  | 'close'
  | 'reset'
  /** 421 with the product's text, then close. */
  | 'service-unavailable'
  /** 530 or 550 in place of 220, as servers that ban addresses do. */
  | 'refused'
  | 'ssh'
  | 'http'
  | 'smtp'
  /** A TLS alert, as a port for implicit TLS answers clear text. */
  | 'tls-bytes'
  /** Text without a reply code. */
  | 'malformed'
  /** `220-` lines, and then silence without the closing line. */
  | 'unfinished'
  | 'endless-line'
  | 'endless-multiline'
  | 'binary';

type LoginBehaviour =
  | 'normal'
  /** Says no to USER, before any password. */
  | 'refuse-user'
  /** Says no to every PASS. */
  | 'refuse-password'
  /** Says no until the control connection is encrypted. */
  | 'require-tls'
  /** Anonymous users must not encrypt (vsftpd without `allow_anon_ssl`). */
  | 'anonymous-without-tls';

/** How a 227 is written. Some are only unusual, and a tolerant client reads them (RFC 1123 §4.1.2.6); some are wrong. */
export type PasvSpelling =
  | 'no-parentheses'
  | 'equals-sign'
  | 'spaces'
  | 'two-lines'
  | 'digits-in-text'
  | 'answered-229'
  | 'octet-over-255'
  | 'port-zero'
  | 'five-numbers'
  | 'no-numbers';

/** How a 229 is written: another delimiter than `|` is right (RFC 2428 §3), the others are not. */
export type EpsvSpelling =
  | 'other-delimiter'
  | 'no-parentheses'
  | 'answered-227'
  | 'no-port'
  | 'port-zero'
  | 'port-over-65535'
  | 'not-a-number';

type PassiveBehaviour =
  | 'normal'
  /** By policy, in the product's words. */
  | 'refused'
  /** Nothing listens on the advertised port: a RST answers. */
  | 'port-closed'
  /** The advertised port answers no SYN; needs `holdFilteredPort`. */
  | 'port-filtered'
  /** Accepts, takes the peer for a stranger, and hangs up. */
  | 'peer-rejected';

export type PasvBehaviour =
  | PassiveBehaviour
  /** The right port with this IPv4 address. */
  | { readonly advertises: string }
  | { readonly spelled: PasvSpelling };

export type EpsvBehaviour = PassiveBehaviour | { readonly spelled: EpsvSpelling };

export type ActiveBehaviour =
  | 'normal'
  /** By policy, in the product's words. */
  | 'refused'
  /** Accepted, and the server's own SYN is answered by a RST: 425 at once. */
  | 'connection-refused'
  /** Accepted, and the server's SYN is lost: silence, and 425 only after so long. */
  | { readonly lostForMs: number }
  /** From any port, not the one beneath the control port. */
  | 'from-any-port'
  /** The server connects from another of its addresses. */
  | { readonly connectsFrom: string };

/** Reply codes with which a transfer is refused or broken off. */
export type TransferCode = 425 | 426 | 450 | 451 | 452 | 521 | 522 | 534 | 550;

export type TransferBehaviour =
  | 'normal'
  /** This code in place of the 1yz. */
  | { readonly refusedWith: TransferCode }
  /** 1yz, half of the listing, then this code. */
  | { readonly brokenOffWith: TransferCode }
  /** 1yz, an open data connection, and never a byte. */
  | 'stall-after-open'
  /** Half of the listing, then silence. */
  | 'stall-midway'
  | 'reset-midway'
  /** The listing and the end of the data connection, but no 226. */
  | 'no-completion'
  /** 226 though the data connection carries nothing and never ends. */
  | 'completion-without-data'
  /** 226 first, the listing a moment later: legal, and common. */
  | 'completion-before-data'
  | 'empty'
  | 'endless'
  /** Escape sequences, control characters and bytes that are no UTF-8, in file names. */
  | 'hostile-names';

/** How a TLS handshake goes wrong. */
type HandshakeBehaviour = 'normal' | 'silence' | 'close' | 'reset' | 'alert';

export interface TlsBehaviour {
  readonly mode: 'none' | 'explicit' | 'implicit';
  /** `trusted` is signed by {@link RunningServer.caPem}; the others fail for this one reason alone, given that authority. */
  readonly certificate: 'trusted' | 'expired' | 'not-yet-valid' | 'wrong-name' | 'self-signed';
  readonly maxVersion: 'TLSv1.2' | 'TLSv1.3';
  readonly controlHandshake: HandshakeBehaviour;
  readonly dataHandshake: HandshakeBehaviour;
  /** Whether the control connection's session is resumed on data connections when a client offers it. */
  readonly resumesSessions: boolean;
  /** Refuses data connections that did not resume one, as vsftpd with `require_ssl_reuse`. */
  readonly requiresResumption: boolean;
  /** Refuses clear data connections on an encrypted session (RFC 4217 §9). */
  readonly requiresProtP: boolean;
}

/** How replies travel. None of it is a fault: every client has to cope. */
export type Framing =
  | 'whole'
  /** One segment a byte. */
  | 'byte-by-byte'
  | 'bare-lf'
  /** A 1yz reply waits for the next one and shares its segment. */
  | 'coalesced';

/** What is mixed into the text of each reply. */
export type Decoration = 'none' | 'telnet-iac' | 'nul' | 'eight-bit' | 'escape-sequences';

/** What happens in place of the answer to one command. */
export type StageBehaviour = 'silence' | 'close' | 'reset' | 'endless-line' | 'endless-multiline' | 'binary';

/** The commands that {@link Behaviour.at} can break. */
type Verb =
  | 'USER'
  | 'PASS'
  | 'AUTH'
  | 'PBSZ'
  | 'PROT'
  | 'FEAT'
  | 'SYST'
  | 'STAT'
  | 'TYPE'
  | 'CWD'
  | 'PWD'
  | 'NOOP'
  | 'PASV'
  | 'EPSV'
  | 'PORT'
  | 'EPRT'
  | 'LIST'
  | 'NLST'
  | 'QUIT';

/** What a server does, as data. `{}` is a healthy server without TLS; every field is one departure from that. */
export interface Behaviour {
  readonly product?: Product;
  /** `refused`: nothing listens on the control port; `filtered`: it answers no SYN. */
  readonly control?: 'open' | 'refused' | 'filtered';
  readonly greeting?: GreetingBehaviour;
  readonly tls?: Partial<TlsBehaviour>;
  readonly login?: LoginBehaviour;
  readonly pasv?: PasvBehaviour;
  readonly epsv?: EpsvBehaviour;
  readonly port?: ActiveBehaviour;
  readonly eprt?: ActiveBehaviour;
  readonly transfer?: TransferBehaviour;
  /** The client's address as the server sees it, when a NAT stands between: PORT and EPRT must name it, and STAT tells it. */
  readonly seesClientAs?: string;
  /** Control connections from one address beside each other; one more gets 421. */
  readonly connectionsPerAddress?: number;
  readonly framing?: Framing;
  readonly decoration?: Decoration;
  readonly at?: Readonly<Partial<Record<Verb, StageBehaviour>>>;
}

/** A behaviour with nothing left open. */
export type CompleteBehaviour = Required<Omit<Behaviour, 'tls' | 'seesClientAs'>> & {
  readonly tls: TlsBehaviour;
  readonly seesClientAs: string | null;
};

const healthyTls: TlsBehaviour = {
  mode: 'none',
  certificate: 'trusted',
  maxVersion: 'TLSv1.3',
  controlHandshake: 'normal',
  dataHandshake: 'normal',
  resumesSessions: true,
  requiresResumption: false,
  requiresProtP: false,
};

/** Fills what a behaviour leaves out with what a healthy server does. */
export function completeBehaviour(behaviour: Behaviour): CompleteBehaviour {
  return {
    product: 'vsftpd',
    control: 'open',
    greeting: 'normal',
    login: 'normal',
    pasv: 'normal',
    epsv: 'normal',
    port: 'normal',
    eprt: 'normal',
    transfer: 'normal',
    seesClientAs: null,
    connectionsPerAddress: Number.POSITIVE_INFINITY,
    framing: 'whole',
    decoration: 'none',
    at: {},
    ...behaviour,
    tls: { ...healthyTls, ...behaviour.tls },
  };
}
