import type { Endpoint } from '../../core/endpoint.ts';
import type { Recording } from '../recording.ts';
import type { Stamp } from '../text/stamp.ts';
import { ClientSession } from './client-session.ts';
import { endpointOf, isAddress } from './endpoint-in.ts';
import { errnoFailure } from './errno-failure.ts';
import type { WgetLine } from './wget-line.ts';

/** One control connection in wget's output. */
export class WgetSession {
  readonly #session: ClientSession;
  /** With `-d` each command and reply is shown; without, what was done is told by its steps alone. */
  #isDebug: boolean;
  #to: Endpoint | null = null;
  #dataTo: Endpoint | null = null;

  constructor(file: string, isDebug: boolean) {
    this.#session = new ClientSession('wget', file);
    this.#isDebug = isDebug;
  }

  get isEmpty(): boolean {
    return this.#session.isEmpty;
  }

  get isInReply(): boolean {
    return this.#session.isInReply;
  }

  /** Whether the server's first word is awaited: then even what is no reply is the server's. */
  get isGreeting(): boolean {
    return this.#session.phase === 'connected' && this.#session.lastCode === 0 && this.#session.verb === '';
  }

  /** Whether this line begins another session. */
  isFollowedBy({ kind }: WgetLine): boolean {
    const { phase } = this.#session;
    if (kind === 'url') return phase === 'ended';
    return kind === 'connecting' && phase === 'connected';
  }

  at(stamp: Stamp | null | undefined): void {
    this.#session.at(stamp);
  }

  reply(text: string): void {
    this.#session.reply(text);
  }

  take(line: WgetLine): void {
    const session = this.#session;
    switch (line.kind) {
      case 'url':
        if (line.stamp !== null) session.beganAt(line.stamp);
        session.name(line.host);
        break;
      case 'resolving':
        this.#resolving(line.host, line.result);
        break;
      case 'connecting':
        this.#connecting(endpointOf(line.address, line.port), line.result);
        break;
      case 'connect-result':
        this.#connectResult(line.result);
        break;
      case 'command':
        this.#isDebug = true;
        session.command(line.text);
        break;
      case 'step':
        if (!this.#isDebug) this.#step(line.text, line.result);
        break;
      case 'data-connecting':
        this.#dataTo = endpointOf(line.address, line.port);
        session.dataConnecting(this.#dataTo);
        break;
      case 'data-failed':
        this.#dataFailed(endpointOf(line.address, line.port), line.result);
        break;
      case 'socket':
        if (session.data === 'connecting') session.dataConnected({ client: null, server: this.#dataTo });
        break;
      case 'accepted':
        session.dataConnected({ client: null, server: null });
        break;
      case 'saved':
        session.dataBytes(line.bytes);
        session.said('transfer-succeeded', 'saved');
        break;
      case 'gave-up':
        if (!session.isEmpty) session.said('transfer-failed', line.text);
        session.disconnected();
        break;
      case 'cut':
        this.#cut(line.isOfData, line.result);
        break;
      case 'reply':
        session.reply(line.text);
        break;
      case 'chatter':
        break;
    }
  }

  finish(): Recording {
    return this.#session.finish();
  }

  #resolving(host: string, result: string): void {
    const session = this.#session;
    session.resolving(host);
    const addresses = result.split(/,\s{0,4}/).filter(isAddress);
    if (addresses.length > 0) session.resolved(addresses);
    else {
      const failure = errnoFailure(result, 'resolve');
      if (failure !== null) session.resolveFailed(failure);
    }
  }

  #connecting(to: Endpoint | null, result: string): void {
    const session = this.#session;
    this.#to = to;
    session.connecting(to);
    if (result !== '' && !/^(?:Closed fd|Created socket|Releasing) /.test(result)) this.#connectResult(result);
  }

  #connectResult(result: string): void {
    const session = this.#session;
    if (session.phase !== 'connecting') return;
    const failure = errnoFailure(result, 'connect');
    if (failure === null) session.connected({ client: null, server: this.#to });
    else session.connectFailed(failure, this.#to);
  }

  /** A step tells that it was done, or why not; what the server answered it does not tell. */
  #step(text: string, result: string): void {
    const session = this.#session;
    session.command(text);
    const [, address, port, reason] =
      /^couldn't connect to \[?([\da-f:.]{2,45})\]? port (\d{1,5}): (.{1,300})$/i.exec(result) ?? [];
    if (reason !== undefined) this.#dataFailed(endpointOf(address ?? '', port ?? ''), reason);
    else if (/^done/.test(result) && session.opener === 'client' && session.data === 'agreed') {
      session.dataConnected({ client: null, server: null });
    }
  }

  #dataFailed(to: Endpoint | null, result: string): void {
    const failure = errnoFailure(result, 'connect');
    if (failure !== null) this.#session.dataFailed(failure, to);
    this.#session.disconnected();
  }

  #cut(isOfData: boolean, result: string): void {
    const session = this.#session;
    const failure =
      errnoFailure(result, 'read') ?? ({ kind: 'closed', operation: 'read', errno: null, text: '' } as const);
    if (isOfData && session.isTransferring) session.dataEnded(failure);
    else session.controlEnded(failure);
  }
}
