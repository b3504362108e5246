import type { ServerSession } from './server-session.ts';

const accepted = /^(\S{3,20}) (data )?connection accepted, using cipher (\S{3,80}) \(\d{1,5} bits(, resumed session)?/;
const required = /^SSL\/TLS required but absent (?:for authentication|on control channel), denying/;
/** What is wrong comes first, and only the next message tells on which connection. */
const trouble = /^(?:unable to accept TLS connection|TLS negotiation timed out|client certificate failed verification)/;

/** What ProFTPD's mod_tls tells of one session, in its TLSLog or in the SystemLog. */
export class ModTls {
  readonly #session: ServerSession;
  #trouble = '';
  #isRefused = false;

  constructor(session: ServerSession) {
    this.#session = session;
  }

  /** One message without what stands before it; false for one that tells nothing of a handshake. */
  take(message: string): boolean {
    const [, protocol, data, cipher, resumed] = accepted.exec(message) ?? [];
    if (protocol !== undefined && cipher !== undefined) {
      this.#isRefused = false;
      const reuse = data === undefined ? {} : ({ session: resumed === undefined ? 'not-reused' : 'reused' } as const);
      this.#session.tlsStarted(data === undefined ? 'control' : 'data', { protocol, cipher, ...reuse });
    } else if (/^client did not reuse TLS session/i.test(message)) {
      this.#isRefused = true;
      this.#session.tlsFailed('data', message);
    } else if (trouble.test(message)) this.#trouble = message;
    else if (message.includes('negotiation failed on control channel')) this.#fail('control', message);
    else if (message.startsWith('unable to open data connection: TLS negotiation failed')) this.#fail('data', message);
    else if (required.test(message)) this.#session.loginRefused(this.#session.user ?? '', message, 550);
    else return false;
    return true;
  }

  /** OpenSSL's errors follow in lines of their own: `  (1) error:0A000418:SSL routines::tlsv1 alert unknown ca`. */
  goOn(line: string): void {
    if (this.#trouble !== '') this.#trouble = `${this.#trouble} ${line.trim()}`.slice(0, 1000);
  }

  #fail(on: 'control' | 'data', message: string): void {
    if (!this.#isRefused || on === 'control') this.#session.tlsFailed(on, this.#trouble || message);
    this.#trouble = '';
    this.#isRefused = false;
  }
}
