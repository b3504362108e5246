import type { Path } from './fake-net.ts';

/** What a server says; `null` means silence. */
export type Answer = string | null;

/** A command, with what the answer to it may depend on. */
export interface Asked {
  readonly argument: string;
  /** On which control connection, counted from 1. */
  readonly connection: number;
  readonly isEncrypted: boolean;
  /** Whether a segment began with it. */
  readonly isFirst: boolean;
}

type ActiveAnswer = 'connects' | 'silent' | 'refused-at-once' | 'half-open';

/** What a fake FTP server does otherwise than a healthy one. */
export interface FakeFtpBehaviour {
  readonly greeting?: Answer;
  /** What the n-th control connection gets as a greeting, from 1 on. */
  readonly greetingOf?: (connection: number) => Answer;
  /** Whether the n-th control connection is closed without a word. */
  readonly cuts?: (connection: number) => boolean;
  /** Control connections beside each other; the next ones are greeted with 421. */
  readonly mostAtOnce?: number;
  /** Whether AUTH TLS is accepted. */
  readonly tls?: boolean;
  /** Replies by verb; the default, and what `undefined` stands for, is a healthy server's. */
  readonly replies?: Readonly<Record<string, Answer | ((asked: Asked) => Answer | undefined)>>;
  readonly controlPath?: Path;
  /** What becomes of SYNs to passive ports, and to ports at which nothing listens. */
  readonly passivePath?: Path | ((port: number) => Path);
  /** The address that the 227 names. */
  readonly advertised?: (asked: Asked) => string;
  /** The ports that PASV and EPSV name, in turn; then any. */
  readonly passivePorts?: readonly number[];
  /** `connects`, or what happens in place of it when a listing is to go to this host. */
  readonly active?: ActiveAnswer | ((host: string) => ActiveAnswer);
  readonly sourcePort?: number;
  readonly listing?: string;
  /** Whether the listing of this path stops after its first bytes. */
  readonly stalls?: (path: string) => boolean;
}
