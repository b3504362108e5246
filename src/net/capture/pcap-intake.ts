const fileHeaderBytes = 24;
const recordHeaderBytes = 16;
/** So long after the last packet nothing is taken to be under way any more, and so long at most that is waited for. */
const quietMs = 60;
const longestLingerMs = 500;

/** Takes a pcap file as it comes, and counts its packets; one for which there is no room ends it. */
export class PcapIntake {
  packets = 0;
  /** Packets that came after there was no room any more. */
  refused = 0;
  readonly parts: Buffer[] = [];
  readonly #most: number;
  #rest = Buffer.alloc(0);
  #hasHeader = false;
  #total = 0;
  #lastMs = 0;

  constructor(most: number) {
    this.#most = most;
  }

  take(bytes: Buffer): void {
    this.#lastMs = performance.now();
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    if (!this.#hasHeader && rest.length >= fileHeaderBytes) {
      this.#hasHeader = true;
      this.parts.push(Buffer.from(rest.subarray(0, fileHeaderBytes)));
      rest = rest.subarray(fileHeaderBytes);
    }
    let end = 0;
    let kept = 0;
    while (this.#hasHeader && end + recordHeaderBytes <= rest.length) {
      const next = end + recordHeaderBytes + rest.readUInt32LE(end + 8);
      if (next > rest.length) break;
      if (this.refused === 0 && this.#total + next <= this.#most) {
        this.packets += 1;
        kept = next;
      } else this.refused += 1;
      end = next;
    }
    if (kept > 0) this.parts.push(Buffer.from(rest.subarray(0, kept)));
    this.#total += kept;
    this.#rest = Buffer.from(rest.subarray(end));
  }

  /** Until for a while nothing has come, within bounds. */
  async untilQuiet(): Promise<void> {
    const startedMs = performance.now();
    this.#lastMs = Math.max(this.#lastMs, startedMs);
    for (;;) {
      const now = performance.now();
      if (now - this.#lastMs >= quietMs || now - startedMs >= longestLingerMs) return;
      await new Promise(resolve => void setTimeout(resolve, 10));
    }
  }
}
