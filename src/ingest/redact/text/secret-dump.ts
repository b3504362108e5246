/** A line of curl's `--trace-ascii` and `--trace`: an offset, then text, or bytes in hexadecimal with their text behind. */
const dumpLine = /^((?:\d\d:\d\d:\d\d\.\d{1,6} )?([\da-f]{4,8}): )(.+)$/;
const secretText = /^(?:PASS|ACCT|P@SW|ADAT) /i;
/** `PASS ` and `ACCT ` in hexadecimal. */
const secretBytes = /^((?:50 41 53 53|41 43 43 54|70 61 73 73) 20 ).+/i;

/** Masks what dumps show of a password beyond its first line, or in hexadecimal. One for each log, for it goes on from line to line. */
export class SecretDump {
  #isInSecret = false;

  /** The line with `mask` in place of what belongs to a secret. */
  mask(line: string, mask: string): string {
    const [, head = '', offset = '', shown = ''] = dumpLine.exec(line) ?? [];
    if (head === '') {
      this.#isInSecret = false;
      return line;
    }
    if (/^0+$/.test(offset)) this.#isInSecret = secretText.test(shown) || secretBytes.test(shown);
    else if (this.#isInSecret) return head + mask;
    return head + shown.replace(secretBytes, `$1${mask}`);
  }
}
