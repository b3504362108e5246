import { randomBytes } from 'node:crypto';
import type { IpPacket } from './ip-packet.ts';
import { int32, uint32 } from './read-integer.ts';

/** Words of 32 bits in a key: two addresses of up to four, and both ports in one. */
const keyWords = 9;

/**
 * A hash table from the two ends of a TCP connection to a numbered slot. Its keys are in typed arrays: a look-up allocates
 * nothing. The seed is random, lest a capture be made to fit the hash.
 */
export class FlowTable {
  /** Whether the source of the packet that was looked up is the lower of the two ends, in the table's own order. */
  isFromLower = false;
  readonly #capacity: number;
  readonly #buckets: Int32Array;
  readonly #nextInBucket: Int32Array;
  readonly #keys: Int32Array;
  readonly #hashes: Int32Array;
  readonly #key = new Int32Array(keyWords);
  readonly #seed = randomBytes(4).readInt32LE();
  #hash = 0;
  #free: number[] = [];
  #used = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#buckets = new Int32Array(2 ** Math.ceil(Math.log2(2 * capacity))).fill(-1);
    this.#nextInBucket = new Int32Array(capacity);
    this.#keys = new Int32Array(capacity * keyWords);
    this.#hashes = new Int32Array(capacity);
  }

  get isFull(): boolean {
    return this.#used === this.#capacity && this.#free.length === 0;
  }

  /** The slot of the connection between the packet's ends, or -1. */
  find(packet: IpPacket, sourcePort: number, destinationPort: number): number {
    this.#makeKey(packet, sourcePort, destinationPort);
    let slot = this.#buckets[this.#hash & (this.#buckets.length - 1)] ?? -1;
    while (slot >= 0 && !this.#isKeyOf(slot)) slot = this.#nextInBucket[slot] ?? -1;
    return slot;
  }

  /** Takes a free slot for the connection that was looked up last; the table must not be full. */
  insert(): number {
    const slot = this.#free.pop() ?? this.#used++;
    const bucket = this.#hash & (this.#buckets.length - 1);
    this.#nextInBucket[slot] = this.#buckets[bucket] ?? -1;
    this.#buckets[bucket] = slot;
    this.#hashes[slot] = this.#hash;
    this.#keys.set(this.#key, slot * keyWords);
    return slot;
  }

  remove(slot: number): void {
    const bucket = (this.#hashes[slot] ?? 0) & (this.#buckets.length - 1);
    const after = this.#nextInBucket[slot] ?? -1;
    let before = this.#buckets[bucket] ?? -1;
    if (before === slot) this.#buckets[bucket] = after;
    else {
      while (before >= 0 && this.#nextInBucket[before] !== slot) before = this.#nextInBucket[before] ?? -1;
      if (before >= 0) this.#nextInBucket[before] = after;
    }
    this.#free.push(slot);
  }

  #makeKey({ bytes, version, sourceAt, destinationAt }: IpPacket, sourcePort: number, destinationPort: number): void {
    const key = this.#key;
    const words = version === 4 ? 1 : 4;
    let order = 0;
    for (let word = 0; word < words && order === 0; word += 1)
      order = uint32(bytes, sourceAt + 4 * word) - uint32(bytes, destinationAt + 4 * word);
    if (order === 0) order = sourcePort - destinationPort;
    this.isFromLower = order <= 0;
    const lowerAt = this.isFromLower ? sourceAt : destinationAt;
    const upperAt = this.isFromLower ? destinationAt : sourceAt;
    const ports = this.isFromLower ? (sourcePort << 16) | destinationPort : (destinationPort << 16) | sourcePort;
    let hash = mix(this.#seed, ports);
    // An IPv4 key is set apart from an IPv6 one by words that no IPv6 address in use has.
    for (let word = 0; word < 4; word += 1) {
      const lower = word < words ? int32(bytes, lowerAt + 4 * word) : -1;
      const upper = word < words ? int32(bytes, upperAt + 4 * word) : -1;
      key[word] = lower;
      key[4 + word] = upper;
      if (word < words) hash = mix(mix(hash, lower), upper);
    }
    key[8] = ports;
    this.#hash = hash ^ (hash >>> 15);
  }

  #isKeyOf(slot: number): boolean {
    if (this.#hashes[slot] !== this.#hash) return false;
    const at = slot * keyWords;
    for (let word = 0; word < keyWords; word += 1) if (this.#keys[at + word] !== this.#key[word]) return false;
    return true;
  }
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x5bd1e995);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) ^ (mixed >>> 13);
}
