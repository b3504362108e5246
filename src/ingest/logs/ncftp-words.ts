import type { Failure } from '../../core/failure.ts';
import type { DialogueSessions } from './dialogue-sessions.ts';
import { parseEndpoint } from './endpoint-in.ts';
import { errnoFailure } from './errno-failure.ts';

const closed: Failure = { kind: 'closed', operation: 'read', errno: null, text: '' };
const timeout: Failure = { kind: 'timeout', operation: 'read', errno: null, limitMs: 0 };

/** `connect to 192.0.2.1:40000 failed: Connection refused.` */
const dataFailed = /^connect to (\S{1,255}) failed: (.*)$/s;
const dataConnected = /^Connected to (\S{1,255}) for PASV\.?$/;
const controlFailed = /^Could not connect to (\S{1,255}?):? ?(?:-- try again later)?(?:: )?(.*)$/s;
const connected = /^Connected to (\S{1,255}?)\.?$/;
const invalid = /^Invalid reply: "(.*)"$/s;
const others =
  /^(?:LibNcFTP \d|Uname: |Contents of |Glibc: |Logged in to |Passive mode refused|Retrying PASV mode|Cannot parse PASV|Cannot recover from|Server hungup|Resolving |\S{1,40} DIRLIST: |SESSION (?:STARTED|ENDED)|Program Version)/;

/** Whether the line is one of NcFTP's own. */
export function isNcftpWord(text: string): boolean {
  return (
    /^LibNcFTP \d|^Fixing bogus PASV|^Data connection timed out\.|^Retrying PASV mode|^Remote host has closed the conn/.test(
      text,
    ) ||
    dataConnected.test(text) ||
    /^Could not (?:connect to|read reply from control|accept a data)/.test(text)
  );
}

/** What NcFTP says besides the dialogue. */
export class NcftpWords {
  readonly #sessions: DialogueSessions;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  /** False for a line that it does not say. */
  take(text: string): boolean {
    return this.#ofData(text) || this.#ofControl(text) || others.test(text);
  }

  #ofData(text: string): boolean {
    const session = this.#sessions.current;
    const [, opened] = dataConnected.exec(text) ?? [];
    const [, tried, reason = ''] = dataFailed.exec(text) ?? [];
    if (opened !== undefined) {
      session.told.dataConnected({ client: null, server: parseEndpoint(opened) });
    } else if (tried !== undefined) {
      const failure = errnoFailure(reason, 'connect');
      if (failure !== null) session.dataFailed(failure, parseEndpoint(tried));
    } else if (/^Fixing bogus PASV data address/.test(text)) {
      session.told.said('passive-address-replaced', text);
    } else if (/^(?:Data connection (?:to \S+ )?timed out|Could not accept a data connection)/.test(text)) {
      const isOurs = session.told.opener === 'client';
      if (isOurs) session.dataFailed({ ...timeout, operation: 'connect' });
      else session.dataFailed(notArrived(text));
    } else if (/^Data connection (?:from \S+ )?did not originate/.test(text)) {
      session.dataFailed({ kind: 'local', operation: 'accept', errno: null, text });
    } else if (/^(?:I will fall|Falling) back to PORT/.test(text)) {
      session.told.said('mode-switched', text);
    } else if (/^Could not (?:read|write) (?!reply)/.test(text)) {
      session.dataEnded(/timed out/.test(text) ? timeout : (errnoFailure(text, 'transfer') ?? closed));
    } else return false;
    return true;
  }

  #ofControl(text: string): boolean {
    const session = this.#sessions.current;
    const [, host, reason = ''] = controlFailed.exec(text) ?? [];
    const [, name] = connected.exec(text) ?? [];
    const [, noise] = invalid.exec(text) ?? [];
    if (host !== undefined) {
      const next = this.#sessions.begin();
      next.told.name(host.replace(/[.:]$/, ''));
      next.connectFailed(errnoFailure(reason, 'connect') ?? { kind: 'local', operation: 'connect', errno: null, text });
    } else if (name !== undefined) {
      // It says so only once the greeting is in.
      session.told.name(name);
    } else if (noise !== undefined) {
      session.noise(noise);
    } else if (/^(?:Remote host has closed the connection|Lost connection during login)/.test(text)) {
      session.controlEnded(closed);
    } else if (/^Could not read reply from control connection/.test(text)) {
      session.controlEnded(/timed out/.test(text) ? timeout : (errnoFailure(text, 'read') ?? closed));
    } else return false;
    return true;
  }
}

function notArrived(text: string): Failure {
  const failure = errnoFailure(text, 'accept');
  if (failure !== null && failure.kind !== 'timeout') return failure;
  return { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 0, halfOpen: 'unknown' };
}
