import { isRecordType } from '../../capture/sessions/tls/record-reader.ts';
import type { TcpSegment } from '../../capture/tcp-segment.ts';
import type { Redactions } from '../redactions.ts';
import type { TextRedactor } from '../text-redactor.ts';
import type { ControlConnections } from './control-connections.ts';
import type { DataEndpoints } from './data-endpoints.ts';
import type { RedactPayload } from './packet-redactor.ts';
import { payloadSequence } from './payload-of.ts';

/** Flows of which it is remembered whether they are TLS. */
const mostDataFlows = 200_000;

/**
 * Redacts the payload of segments: on control connections what was made of their streams; on data connections known
 * passwords, or all of it where files are to be hidden, save for TLS; of everything else all.
 */
export class PayloadRedactor {
  readonly #connections: ControlConnections;
  readonly #data: DataEndpoints;
  readonly #redactor: TextRedactor;
  readonly #hidesFiles: boolean;
  /** By its ends, whether the first payload of a data connection was TLS. */
  readonly #isTls = new Map<string, boolean>();
  #emptied = 0;

  constructor(
    connections: ControlConnections,
    data: DataEndpoints,
    { redactor, redactions }: { readonly redactor: TextRedactor; readonly redactions: Redactions },
  ) {
    this.#connections = connections;
    this.#data = data;
    this.#redactor = redactor;
    this.#hidesFiles = redactions.files;
  }

  /** Segments of which the payload became zeros because they are neither of a control nor of a data connection. */
  get emptied(): number {
    return this.#emptied;
  }

  readonly redact: RedactPayload = (segment, [source, destination], payload, isQuoted) => {
    const direction = isQuoted
      ? this.#connections.quotedDirectionOf(source, destination, segment)
      : this.#connections.directionOf(source, destination, segment);
    if (direction !== null) direction.stream.write(payloadSequence(segment), payload);
    else if (payload.length === 0) return;
    else if (this.#data.has(source, destination, segment)) this.#redactData(segment, source, destination, payload);
    else {
      this.#emptied += 1;
      payload.fill(0);
    }
  };

  #redactData(segment: TcpSegment, source: string, destination: string, payload: Uint8Array): void {
    if (this.#belongsToTls(segment, source, destination, payload)) return;
    if (this.#hidesFiles) {
      payload.fill(0);
      return;
    }
    const view = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    const text = view.toString('latin1');
    const scrubbed = this.#redactor.scrub(text);
    if (scrubbed !== text) view.write(scrubbed, 'latin1');
  }

  #belongsToTls(
    { sourcePort, destinationPort }: TcpSegment,
    source: string,
    destination: string,
    payload: Uint8Array,
  ): boolean {
    const key = [`${source} ${sourcePort}`, `${destination} ${destinationPort}`].sort().join(' ');
    const known = this.#isTls.get(key);
    if (known !== undefined) return known;
    const isTls = isRecordType(payload[0] ?? 0) && payload[1] === 3;
    if (this.#isTls.size < mostDataFlows) this.#isTls.set(key, isTls);
    return isTls;
  }
}
