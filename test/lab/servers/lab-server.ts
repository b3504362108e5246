import type { Place } from '../../support/real-server/place.ts';
import type { ServerPlan } from '../scenario.ts';

/** A server of the lab that runs until it is stopped. */
export interface LabServer {
  readonly address: string;
  /** The control port. */
  readonly port: number;
  /** The authority behind its certificates, a PEM file that exists until it is stopped; null without TLS. */
  readonly caFile: string | null;
  /** What it wrote so far: its protocol log where the product keeps one, else whatever it says. */
  log(): string;
  /** Ends it with all its sessions and removes its files. Once that is done, its ports are free. */
  stop(): Promise<void>;
}

export interface LabServerOptions {
  /** Names and addresses by which clients know it, beside its own address and ftp.example.test: its certificate has them. */
  readonly names?: readonly string[];
}

/** A plan with nothing left open, and where it is to run. */
export interface ServerOrder {
  readonly plan: ServerPlan;
  readonly place: Place;
  /** IPv4 or IPv6, of a device in the place. */
  readonly address: string;
  readonly port: number;
  readonly passivePorts: readonly [low: number, high: number];
  readonly tls: 'none' | 'explicit' | 'implicit';
  /** What its certificate names. */
  readonly names: readonly string[];
  /** Its own folder, which every user may enter; removed when it stops. */
  readonly folder: string;
}

/** A file or folder that the server alone sees in place of one that exists. */
export interface Mount {
  readonly source: string;
  readonly target: string;
}

/** How a server is started once its files are written. */
export interface Launch {
  readonly program: string;
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly mounts?: readonly Mount[];
  /** True for a program that puts itself into the background. */
  readonly detachesItself?: boolean;
  /** A command that undoes in the place what the server did to it. */
  readonly afterwards?: readonly [program: string, ...words: string[]];
  /** The authority behind its certificates; none when left out. */
  readonly caFile?: string | null;
  /** The protocol log that it writes; what it says on its descriptors when left out. */
  readonly logFile?: string;
}

/** One product. */
export interface LabProgram {
  /** Why the plan cannot be carried out in the place, or null when it can. */
  whyNotHere(plan: ServerPlan, place: Place): string | null;
  /** Writes the server's files into its folder. Throws where the plan asks for what the product does not have. */
  prepare(order: ServerOrder): Launch | Promise<Launch>;
}
