import type { DialogueSessions } from './dialogue-sessions.ts';
import { endpointOf, isAddress } from './endpoint-in.ts';

/** `Connecting to ftp.example.com (192.0.2.1) port 21`: what is translated stands between. */
const target = /(?:(\S{1,255}) )?\(([\da-f:.]{2,45})\)\D{1,30}(\d{1,5})$/i;
/** `2 addresses found: 192.0.2.1, 2001:db8::1` */
const found = /^\d{1,4} [^:]{1,40}: ([\da-f:., ]{2,2000})$/i;

/** What lftp notes (`---- …`) of its own doings. */
export class LftpNotes {
  readonly #sessions: DialogueSessions;

  constructor(sessions: DialogueSessions) {
    this.#sessions = sessions;
  }

  /** @param context the host that lftp was asked to name in front of each line, or null. */
  take(text: string, context: string | null): void {
    const session = this.#sessions.current;
    if (/^Resolving host address/.test(text)) {
      const next = this.#sessions.begin();
      if (context !== null) next.told.name(context);
    } else if (/^\d/.test(text)) {
      const addresses = (found.exec(text)?.[1] ?? '').split(', ').filter(isAddress).slice(0, 100);
      if (addresses.length > 0 && !session.isUnderWay) session.told.resolved(addresses);
    } else if (text.includes('(') && target.test(text)) {
      this.#target(text);
    } else if (/^Data connection established/.test(text)) {
      session.told.dataConnected({ client: null, server: null });
    } else if (/^Got EOF on data connection/.test(text)) {
      session.dataEnded(null);
    } else if (/^Address returned by PASV (?:seemed to be incorrect|is ignored)/.test(text)) {
      session.told.said('passive-address-replaced', text);
    } else if (/^Switching passive mode o(?:n|ff)/.test(text)) {
      session.told.said('mode-switched', text);
    } else if (/^Closing (?:control socket|idle connection)/.test(text)) {
      session.told.disconnected();
    }
  }

  /** Which connection a note with an address in it is about is told by its words, or in another language by where it stands. */
  #target(text: string): void {
    const [, name, host = '', port = ''] = target.exec(text) ?? [];
    const to = endpointOf(host, port);
    const { told, isOver, isDataDue } = this.#sessions.current;
    const isAwaited = !isOver && told.opener === 'server' && told.data === 'agreed';
    if (/^Accepted data connection/.test(text) || isAwaited) {
      told.dataConnected({ client: null, server: to });
    } else if (/^Connecting data socket/.test(text) || (!isOver && isDataDue)) {
      told.dataConnecting(to);
    } else {
      const session = this.#sessions.begin();
      if (name !== undefined) session.told.name(name);
      session.told.connecting(to);
    }
  }
}
