import { literalEndpoint } from './literal-endpoint.ts';
import { endsOf, ServerSession } from './server-session.ts';

/** So many sessions of one client are asked whether a new process is theirs, the latest of them. */
const mostWaiting = 200;

/** One control connection of vsftpd, which is served by one process after the other. */
export class VsftpdSession extends ServerSession {
  readonly client: string;
  /** Ids of its processes so far; the first is the one that met the client. */
  readonly processes: number[] = [];
  /** What is to be told by a process that is not known yet: whether the login succeeded, or the session after it. */
  awaits: 'login' | 'successor' | 'nothing' = 'login';
  /** The beginning of a line of a reply of which the rest is logged apart. */
  unfinished = '';

  constructor(client: string, file: string) {
    super('vsftpd log', file);
    this.client = client;
  }
}

/** Who wrote a line, as it says itself. */
export interface Speaker {
  /** Null where a log collector took it off. */
  readonly process: number | null;
  readonly user: string | null;
  readonly client: string;
  readonly isConnect: boolean;
  readonly isLogin: boolean;
}

/**
 * Finds the session of a line. A process that has no rights yet meets the client; its parent, which was forked just
 * before it, checks the password and says so under its own id; after a login a third one serves the session. All name
 * the client, and the later ones the user. Where several sessions of one client and user wait for their third process,
 * the one that logged in first is taken, for its process is forked first.
 */
export class VsftpdProcesses {
  readonly #file: string;
  readonly #byProcess = new Map<number, VsftpdSession>();
  readonly #waiting = new Map<string, VsftpdSession[]>();

  constructor(file: string) {
    this.#file = file;
  }

  /** The session that the process is known to serve; of lines without a process, the client's latest. */
  known({ process, client }: Speaker): VsftpdSession | undefined {
    if (process === null) return this.#waiting.get(client)?.at(-1);
    const session = this.#byProcess.get(process);
    return session?.client === client ? session : undefined;
  }

  /** The session of a process that is not known: one that waits for it, or a new one. */
  adopt(speaker: Speaker): VsftpdSession {
    const session = (speaker.isConnect ? undefined : this.#claimant(speaker)) ?? this.#begin(speaker);
    if (speaker.process === null) return session;
    this.#byProcess.set(speaker.process, session);
    session.processes.push(speaker.process);
    return session;
  }

  /** After an OK LOGIN the sessions of a client queue up in the order of their logins. */
  loggedIn(session: VsftpdSession): void {
    const waiting = this.#waiting.get(session.client) ?? [];
    this.#waiting.set(session.client, [...waiting.filter(one => one !== session), session].slice(-mostWaiting));
    session.awaits = 'successor';
  }

  forget(session: VsftpdSession): void {
    for (const process of session.processes) {
      if (this.#byProcess.get(process) === session) this.#byProcess.delete(process);
    }
    const left = this.#waiting.get(session.client)?.filter(one => one !== session) ?? [];
    if (left.length === 0) this.#waiting.delete(session.client);
    else this.#waiting.set(session.client, left);
  }

  #claimant({ process, user, client, isLogin }: Speaker): VsftpdSession | undefined {
    const waiting = this.#waiting.get(client);
    if (waiting === undefined || process === null) return undefined;
    if (!isLogin) return waiting.find(one => one.awaits === 'successor' && one.user === user);
    const candidates = waiting.filter(one => one.awaits === 'login' && (one.user === null || one.user === user));
    const distance = (one: VsftpdSession): number => {
      const ahead = (one.processes[0] ?? 0) - process;
      return ahead > 0 ? ahead : Number.MAX_SAFE_INTEGER;
    };
    return candidates.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #begin({ client }: Speaker): VsftpdSession {
    const session = new VsftpdSession(client, this.#file);
    this.#waiting.set(client, [...(this.#waiting.get(client) ?? []), session].slice(-mostWaiting));
    return session;
  }
}

/** The ends of the control connection, of which vsftpd names one. */
export function clientOnly(client: string): ReturnType<typeof endsOf> {
  return endsOf(literalEndpoint(client));
}
