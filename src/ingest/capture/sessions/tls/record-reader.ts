/** RFC 8446 §5.1. */
export const recordTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

/** The content of an encrypted record may be that long (RFC 5246 §6.2.3); RFC 8446 allows less. */
const longestRecord = 2 ** 14 + 2048;
const headerBytes = 5;
/** So much of a record's content is kept: hellos and certificates are seldom longer. */
const keptBytes = 2 ** 14;

/** A TLS record (RFC 8446 §5.1). */
export interface TlsRecord {
  readonly type: number;
  /** Of its content, in bytes. */
  readonly length: number;
  /** What is kept of the content: nothing of application data. */
  readonly content: Uint8Array;
}

/** Whether bytes begin with what can only be a TLS record of the given type. */
export function beginsTls(bytes: Uint8Array, type: number = recordTypes.handshake): boolean {
  return bytes[0] === type && bytes[1] === 3;
}

/** Cuts what one side sends into TLS records (RFC 8446 §5.1), however it is cut into segments. */
export class TlsRecordReader {
  #header: number[] = [];
  #content: Uint8Array = new Uint8Array(0);
  #kept = 0;
  #left = 0;
  #type = 0;
  #length = 0;
  /** The stream is no longer made of records that can be told apart: bytes are missing, or were never TLS. */
  isLost = false;

  /**
   * Takes the bytes up to the point where no further record can begin, and says how many those are: fewer than all
   * where the side went on in clear text. A stream that is lost is taken whole.
   */
  push(bytes: Uint8Array, onRecord: (record: TlsRecord) => void): number {
    let at = 0;
    while (at < bytes.length && !this.isLost) {
      if (this.#left > 0) {
        at += this.#take(bytes.subarray(at), onRecord);
        continue;
      }
      const byte = bytes[at] ?? 0;
      if (this.#header.length === 0 && !isRecordType(byte)) return at;
      this.#header.push(byte);
      at += 1;
      if (this.#header.length === headerBytes) this.#begin(onRecord);
    }
    return bytes.length;
  }

  #begin(onRecord: (record: TlsRecord) => void): void {
    const [type = 0, major = 0, , high = 0, low = 0] = this.#header;
    this.#header = [];
    this.#type = type;
    this.#length = high * 256 + low;
    this.isLost = major !== 3 || this.#length > longestRecord;
    if (this.isLost) return;
    this.#left = this.#length;
    this.#kept = 0;
    const isKept = type !== recordTypes.applicationData;
    this.#content = new Uint8Array(isKept ? Math.min(this.#length, keptBytes) : 0);
    if (this.#left === 0) this.#end(onRecord);
  }

  #take(bytes: Uint8Array, onRecord: (record: TlsRecord) => void): number {
    const taken = Math.min(this.#left, bytes.length);
    const kept = Math.min(taken, this.#content.length - this.#kept);
    if (kept > 0) {
      this.#content.set(bytes.subarray(0, kept), this.#kept);
      this.#kept += kept;
    }
    this.#left -= taken;
    if (this.#left === 0) this.#end(onRecord);
    return taken;
  }

  #end(onRecord: (record: TlsRecord) => void): void {
    onRecord({ type: this.#type, length: this.#length, content: this.#content });
    this.#content = new Uint8Array(0);
  }
}

/** Whether a record may begin with this byte: no text does. */
export function isRecordType(byte: number): boolean {
  return byte >= recordTypes.changeCipherSpec && byte <= recordTypes.applicationData;
}
