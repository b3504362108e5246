const NUL = 0;
const FIRST_COMMAND = 240;
const WILL = 251;
const DONT = 254;
const IAC = 255;

/**
 * Takes the Telnet layer (RFC 854) off the control connection, one byte at a time: IAC commands vanish, IAC IAC is the
 * byte 255. A byte 255 that no Telnet command follows is `ÿ` in a Latin-1 text and stays.
 */
export class TelnetFilter {
  #state: 'data' | 'after-iac' | 'before-option' = 'data';

  /** The bytes of text that are due with this one: none, one, or two. */
  next(byte: number): readonly number[] {
    switch (this.#state) {
      case 'data':
        if (byte !== IAC) return [byte];
        this.#state = 'after-iac';
        return [];
      case 'after-iac':
        if (byte >= WILL && byte <= DONT) {
          this.#state = 'before-option';
          return [];
        }
        this.#state = 'data';
        if (byte === IAC) return [IAC];
        return byte >= FIRST_COMMAND || byte === NUL ? [] : [IAC, byte];
      case 'before-option':
        this.#state = 'data';
        return [];
    }
  }
}
