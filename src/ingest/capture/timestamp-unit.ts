/** Up to this resolution a 64-bit count of units is divided without BigInt, whose speed is that of no capture. */
const finestDivisible = 2 ** 32;

/**
 * In which units an interface of a pcapng file counts its time (options if_tsresol and if_tsoffset). Takes apart the time
 * of one packet after the other into `seconds` since 1970 and `nanos`, rounded down.
 */
export class TimestampUnit {
  seconds = 0;
  nanos = 0;
  readonly #perSecond: number;
  readonly #offsetSeconds: number;

  /** With the highest bit set, `resolution` is a negative power of 2; otherwise of 10. */
  constructor(resolution: number, offsetSeconds: number) {
    this.#perSecond = resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution;
    this.#offsetSeconds = offsetSeconds;
  }

  /** Reads a time of 64 bits, given in two halves. */
  read(high: number, low: number): void {
    const units = high * 2 ** 32 + low;
    if (units <= Number.MAX_SAFE_INTEGER && this.#perSecond <= Number.MAX_SAFE_INTEGER) {
      const seconds = Math.floor(units / this.#perSecond);
      this.#set(seconds, units - seconds * this.#perSecond);
    } else if (this.#perSecond <= finestDivisible) {
      this.#divide(high, low);
    } else {
      const all = (BigInt(high) << 32n) + BigInt(low);
      const perSecond = BigInt(this.#perSecond);
      this.#set(Number(all / perSecond), Number(all % perSecond));
    }
  }

  /** Long division in digits of 16 bits, of which every step is exact in a double. */
  #divide(high: number, low: number): void {
    let quotient = 0;
    let rest = 0;
    for (const digit of [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff]) {
      const value = rest * 0x10000 + digit;
      const part = Math.floor(value / this.#perSecond);
      quotient = quotient * 0x10000 + part;
      rest = value - part * this.#perSecond;
    }
    this.#set(quotient, rest);
  }

  #set(seconds: number, rest: number): void {
    this.seconds = seconds + this.#offsetSeconds;
    // A little more, for a quotient may come out just below the whole number that it is.
    this.nanos = Math.min(Math.floor((rest / this.#perSecond) * 1e9 + 1e-4), 999_999_999);
  }
}
