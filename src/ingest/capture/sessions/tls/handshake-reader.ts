import { ByteCursor } from './byte-cursor.ts';

/** RFC 8446 §4 and RFC 5246 §7.4. */
export const messageTypes = { clientHello: 1, serverHello: 2, certificate: 11 } as const;

const headerBytes = 4;
/** A chain of certificates may be long; anything longer than this is not read on. */
const longestMessage = 2 ** 16;

interface Message {
  readonly type: number;
  readonly body: Uint8Array;
}

/** Puts handshake messages together from the records over which they are spread, while they are in clear. */
export class HandshakeReader {
  #pending: Uint8Array = new Uint8Array(0);
  #isGivenUp = false;

  /** The messages that became complete with this record's content. */
  push(content: Uint8Array): readonly Message[] {
    if (this.#isGivenUp) return [];
    const all = new Uint8Array(this.#pending.length + content.length);
    all.set(this.#pending);
    all.set(content, this.#pending.length);
    const messages: Message[] = [];
    let rest = all;
    while (rest.length >= headerBytes) {
      const cursor = new ByteCursor(rest);
      const type = cursor.number(1);
      const length = cursor.number(3);
      if (length > longestMessage) {
        this.#isGivenUp = true;
        return messages;
      }
      if (cursor.left < length) break;
      messages.push({ type, body: cursor.bytes(length) });
      rest = rest.subarray(headerBytes + length);
    }
    this.#pending = rest.slice();
    return messages;
  }
}
