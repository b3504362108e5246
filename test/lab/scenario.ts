import type { ModeStatus, VerdictStatus } from '../../src/core/diagnosis.ts';
import type { ModeCommand } from '../../src/core/evidence.ts';
import type { Cause, Confidence, Side } from '../../src/core/finding.ts';
import type { Behaviour } from '../../src/lab/behaviour.ts';

/** The hosts of a path, in their order; `transitRouter` only where the plan says `transit`. */
export type HostName = 'client' | 'clientRouter' | 'transitRouter' | 'serverRouter' | 'server';

/** A port, or a range with both ends. */
export type Ports = number | readonly [low: number, high: number];

/** nftables statements of one host by hook, one rule each, in their order: `tcp dport 40000-40100 drop`. */
export interface Firewall {
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly forward?: readonly string[];
  /** At the prerouting hook, before conntrack (priority raw). */
  readonly raw?: readonly string[];
}

/** The network between client and server, as it is and as nobody but the scenario's author knows it. */
export interface PathPlan {
  /** Every path has both families; this one is used. 4 when left out. */
  readonly family?: 4 | 6;
  /**
   * `public` (the default) has 198.51.100.2; `nat` has 192.168.10.2 and is masqueraded by its router as 203.0.113.1;
   * `server-lan` sits in the network of the server, which has to be `nat`, at 10.20.0.3.
   */
  readonly client?: 'public' | 'nat' | 'server-lan';
  /**
   * `public` (the default) has 192.0.2.2; `nat` has 10.20.0.2 behind its router's 203.0.113.2; `double-nat` the same
   * behind a second, inner NAT 172.16.5.2 on that router's side.
   */
  readonly server?: 'public' | 'nat' | 'double-nat';
  /** Whether a third router, which is neither side's, stands between the two. */
  readonly transit?: boolean;
  /**
   * What the server's NAT forwards; control port and whole passive range when left out. It drops the rest in silence,
   * unless its own input rules say otherwise.
   */
  readonly forwarded?: readonly Ports[];
  /** On which hosts the kernel's FTP helper works (`ct helper` on TCP port 21, with NAT where that host does NAT). */
  readonly ftpHelper?: readonly HostName[];
  readonly firewall?: { readonly [Host in HostName]?: Firewall };
  /** MTU of all links between routers; with `filtersIcmp` its "fragmentation needed" messages are dropped. */
  readonly mtu?: number;
  readonly filtersIcmp?: boolean;
  /** Of all packets in both directions, at random. */
  readonly lossPercent?: number;
  /** After so many idle seconds the client's router forgets an established connection, and drops whatever comes of it later. */
  readonly idleTimeoutS?: number;
  /**
   * A round-trip time in milliseconds, made by a pair of TUN devices behind the client's router; none when left out. Without one a rejection by
   * ICMPv6 is back before connect() has let go of the socket, and takes effect a second later, with the next SYN.
   */
  readonly rttMs?: number;
  /** What the client's name resolution answers: `answers` (the default) knows ftp.example.test. */
  readonly names?: 'answers' | 'no-such-name' | 'fails';
}

/** The servers of the lab. `scripted` is the embedded one; `none` listens nowhere. */
export type ServerProgram =
  | 'vsftpd'
  | 'proftpd'
  | 'pure-ftpd'
  | 'inetutils'
  | 'pyftpdlib'
  | 'scripted'
  | 'ssh'
  | 'http'
  | 'smtp'
  | 'none';

export interface ServerPlan {
  readonly program: ServerProgram;
  /** 21 when left out, or 990 for implicit TLS. */
  readonly port?: number;
  /** 40000 to 40100 when left out. */
  readonly passivePorts?: readonly [low: number, high: number];
  /** The product's own settings: vsftpd.conf names, ProFTPD directives, Pure-FTPd and inetutils options, pyftpdlib attributes. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The address that PASV announces, in the product's own way; its own one when left out. */
  readonly passiveAddress?: string;
  readonly tls?: 'none' | 'explicit' | 'implicit';
  /** `trusted` is signed by an authority that the check is given with --cacert. */
  readonly certificate?: 'trusted' | 'expired' | 'wrong-name' | 'self-signed';
  /** How many files the listed directory holds; 3 when left out. Some 60 bytes of listing each. */
  readonly files?: number;
  /** For `scripted`. */
  readonly behaviour?: Behaviour;
}

/** What is true, because the lab made it so. Any member of a list is right. */
export interface Label {
  readonly status: readonly VerdictStatus[];
  readonly cause: readonly Cause[];
  readonly side: readonly Side[];
  readonly modes: Readonly<Record<ModeCommand, readonly ModeStatus[]>>;
  /** Ids of findings that must be there. */
  readonly findings?: readonly string[];
  /** Ids of findings that must not be there; a healthy scenario allows none but information anyway. */
  readonly absent?: readonly string[];
  /** Whether a client can know the cause and its side for certain; otherwise the verdict must not be `certain`. */
  readonly knowable: boolean;
  /** How sure the verdict has to be; as it likes, within `knowable`, when left out. */
  readonly confidence?: Extract<Confidence, 'certain'>;
}

/** One situation whose cause is known. */
export interface LabScenario {
  /** Unique, in kebab-case. */
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly title: string;
  readonly path?: PathPlan;
  readonly server: ServerPlan;
  /** Words after `ftpdiag check --json`, the target left out, in which the password of the lab's user may be used. */
  readonly options?: readonly string[];
  /** Who logs in: `anonymous` (the default) or the lab's own user `lab`, or `lab` with a wrong password. */
  readonly login?: 'anonymous' | 'lab' | 'wrong-password';
  /**
   * What the check may do: see and send every packet of the client's, as whoever runs the lab may within it (`capture`,
   * the default), or what any ordinary user may (`none`).
   */
  readonly rights?: 'capture' | 'none';
  /** Host as given to the check; the server's outside address when left out. */
  readonly host?: string;
  readonly label: Label;
  /** Why the verdict is known to miss the label, where it cannot be right with what a client sees: counted as wrong, and no failure of the run. */
  readonly knownMiss?: string;
}
