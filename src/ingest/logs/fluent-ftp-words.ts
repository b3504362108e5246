import type { Failure } from '../../core/failure.ts';
import type { DialogueSession } from './dialogue-session.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { endpointOf } from './endpoint-in.ts';
import { socketFailure } from './socket-failure.ts';
import { tlsFailure } from './tls-failure.ts';

/** `Connecting(sync) FtpClient.FtpSocketStream(data) IP #1 = 192.0.2.1:40000`, `Connecting to IP #1= ***:21`, `Connecting to 192.0.2.1:21` */
const connecting =
  /^Connecting(?:\(a?sync\) \S{1,60}\((control|data)\)| to)? ?(?:IP #\d{1,3} ?= ?)?(\S{1,255}):(\d{1,5})$/;
const refused = /^\.\.\.(?:error|timeout) connecting to IP #\d{1,3}(?: : (.*))?$/s;
const ofCertificate = /certificate is invalid|RemoteCertificate|certificate (?:chain|was rejected)/i;
const timeout: Failure = { kind: 'timeout', operation: 'connect', errno: null, limitMs: 0 };

/** What FluentFTP says besides the dialogue, and the exceptions that its users print. */
export class FluentFtpWords {
  readonly #sessions: DialogueSessions;
  #isOpeningData = false;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  take(kind: 'status' | 'call' | 'exception' | 'heading', text: string): void {
    if (kind === 'call') this.#called(text);
    else if (kind === 'exception') this.#thrown(text);
    else if (kind === 'status') this.#status(text);
  }

  #called(text: string): void {
    this.#isOpeningData = /^Open(?:Passive|Active)DataStream/.test(text);
  }

  #status(text: string): void {
    const session = this.#sessions.current;
    const [, role, host = '', port = ''] = connecting.exec(text) ?? [];
    if (host !== '') {
      const isOfData = role === undefined ? session.isDataDue && this.#isOpeningData : role === 'data';
      if (isOfData) session.told.dataConnecting(endpointOf(host, port));
      else this.#connects(host, port);
    } else if (refused.test(text)) {
      const failure = socketFailure(refused.exec(text)?.[1] ?? '', 'connect') ?? timeout;
      if (session.isDataDue) session.dataFailed(failure);
      else session.connectFailed(failure);
    } else if (/^FTPS Authentication successful/i.test(text)) {
      session.told.tlsStarted(session.told.isTransferring ? 'data' : 'control', {});
    } else if (/^FTPS Authentication failed/i.test(text)) {
      session.tlsFailed(session.told.isTransferring ? 'data' : 'control', tlsFailure(text));
    } else if (ofCertificate.test(text)) {
      session.told.said('certificate-rejected', text);
    } else if (/^PASV advertised .{0,80}(?:ignored|Using original)/.test(text)) {
      session.told.said('passive-address-replaced', text);
    } else if (/^Disposing\S* .{0,60}\(control\)/.test(text)) {
      session.told.disconnected();
    } else if (/^GetReply\(\.\.\.\) failure: /.test(text)) {
      this.#failed(session, text.slice(24));
    }
  }

  #connects(host: string, port: string): void {
    const { told } = this.#sessions.begin();
    // It hides addresses unless it is told not to.
    if (!host.includes('*')) told.name(host);
    told.connecting(endpointOf(host, port));
  }

  #thrown(text: string): void {
    const session = this.#sessions.current;
    if (!session.isUnderWay || session.isOver) return;
    if (/Timed out waiting for the server to connect to the active data/i.test(text)) {
      session.dataFailed({ kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 0, halfOpen: 'unknown' });
    } else if (/AuthenticationException|FtpInvalidCertificate/.test(text)) {
      if (ofCertificate.test(text)) session.told.said('certificate-rejected', text);
      session.failed(tlsFailure(text));
    } else if (/FtpSecurityNotAvailable/.test(text)) session.told.said('tls-not-offered', text);
    else if (/FtpCommandException/.test(text)) session.gaveUp(text);
    else this.#failed(session, text.replace(/^.*?Exception(?: \(\d+\))?: /s, ''));
  }

  #failed(session: DialogueSession, message: string): void {
    const failure = socketFailure(message, 'read');
    if (failure === null || session.told.data === 'over') session.gaveUp(message);
    else session.failed(failure);
  }
}
