import { CaptureClock } from '../../capture/capture-clock.ts';
import { FlowTracker } from '../../capture/flow-tracker.ts';
import { PacketDecoder } from '../../capture/packet-decoder.ts';
import type { PacketSink } from '../../capture/packet-sink.ts';
import { type FileSummary, readPackets } from '../../capture/read-packets.ts';
import type { AddressPseudonyms } from '../pseudonyms/address-pseudonyms.ts';
import type { Redactions } from '../redactions.ts';
import type { TextRedactor } from '../text-redactor.ts';
import { CaptureLearner } from './capture-learner.ts';
import { CaptureSurvey } from './capture-survey.ts';
import type { CaptureWriter } from './capture-writer.ts';
import { type ControlConnection, ControlConnections } from './control-connections.ts';
import { ControlFinder } from './control-finder.ts';
import { DataEndpoints } from './data-endpoints.ts';
import { PacketRedactor } from './packet-redactor.ts';
import { PayloadRedactor } from './payload-redactor.ts';
import { PcapWriter } from './pcap-writer.ts';
import { PcapngWriter } from './pcapng-writer.ts';
import { hasTls, linesOf, redactRun } from './stream-redactor.ts';

/** Flows of which it is told apart whether they are control connections; more than are open at a time. */
const mostFlows = 32_768;

interface Options {
  readonly redactions: Redactions;
  readonly addresses: AddressPseudonyms;
  readonly redactor: TextRedactor;
}

/** Opens the capture from its beginning. */
export type OpenCapture = () => AsyncIterable<Uint8Array>;

/**
 * Redacts one capture, which is read three times: to find its control connections, to learn from them, and to write. On
 * control connections passwords and names are replaced; data connections keep their payload unless files are to be
 * hidden; of all else only headers stay, and zeros in place of payload. TLS stays as it is.
 */
export class CaptureRedactor {
  readonly #open: OpenCapture;
  readonly #options: Options;
  readonly #connections = new ControlConnections();
  readonly #data = new DataEndpoints();
  readonly #survey = new CaptureSurvey();
  #file: FileSummary | null = null;
  #hasTls = false;
  #payload: PayloadRedactor | null = null;

  constructor(open: OpenCapture, options: Options) {
    this.#open = open;
    this.#options = options;
  }

  /** Whether there is TLS in it, of which certificates can be read by anybody. */
  get hasTls(): boolean {
    return this.#hasTls;
  }

  /** Packets of which the payload became zeros because it has nothing to do with FTP. */
  get emptied(): number {
    return this.#payload?.emptied ?? 0;
  }

  /** Learns what is to be replaced. Rejects if the source does. */
  async learn(): Promise<void> {
    const { redactions, addresses } = this.#options;
    const clock = new CaptureClock();
    const finder = new ControlFinder((client, server) => this.#connections.expect(client, server));
    const tracker = new FlowTracker(clock, finder, mostFlows);
    this.#file = await readPackets(this.#open(), this.#survey.before(new PacketDecoder(clock, tracker, finder)));
    tracker.finish();
    await readPackets(this.#open(), new CaptureLearner(this.#connections, redactions.ips ? addresses : null));
    for (const connection of this.#connections.all()) this.#learnFrom(connection);
  }

  #learnFrom(connection: ControlConnection): void {
    const { redactor } = this.#options;
    for (const speaker of ['client', 'server'] as const) {
      for (const run of connection[speaker].runs()) {
        for (const line of linesOf(run)) {
          redactor.learn(line, speaker);
          this.#data.hear(line, speaker, connection);
        }
        if (!hasTls(run)) continue;
        this.#hasTls = true;
        this.#data.hide(connection);
      }
    }
    // Where packets overlap and differ, what was put in order does not hold all that they do.
    for (const segment of connection.client.segments) redactor.learnSecrets(Buffer.from(segment).toString('latin1'));
  }

  /** Writes the redacted capture piece by piece, once everything was learned. Rejects if the source or `write` does. */
  async redact(write: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    this.#redactStreams();
    this.#connections.rewind();
    const writer = this.#writer();
    const ready: Uint8Array[] = [writer.begin()];
    await readPackets(flushing(this.#open(), ready, write), this.#sink(writer, ready));
    await write(Buffer.concat([...ready, writer.end()]));
  }

  #redactStreams(): void {
    for (const connection of this.#connections.all()) {
      for (const speaker of ['client', 'server'] as const) {
        const stream = connection[speaker];
        stream.replace(stream.runs().map(run => redactRun(run, speaker, this.#options.redactor)));
      }
    }
  }

  #sink(writer: CaptureWriter, ready: Uint8Array[]): PacketSink {
    const { redactions, addresses } = this.#options;
    const clock = new CaptureClock();
    const payload = new PayloadRedactor(this.#connections, this.#data, this.#options);
    this.#payload = payload;
    const packets = new PacketRedactor(redactions.ips ? addresses : null, payload.redact);
    return {
      packet: (bytes, start, end, originalLength, linkType, seconds, nanos) => {
        clock.set(seconds, nanos);
        const redacted = packets.redact(bytes.slice(start, end), linkType, originalLength, clock.nowMs);
        ready.push(writer.packet({ ...redacted, linkType, seconds, nanos }));
      },
    };
  }

  #writer(): CaptureWriter {
    const { linkTypes, hasNanos, longest } = this.#survey;
    const [first = 1] = linkTypes;
    return this.#file?.format === 'pcapng'
      ? new PcapngWriter(linkTypes, this.#file.lostPackets)
      : new PcapWriter(first, hasNanos, longest);
  }
}

/** Writes out what became of each chunk before the next one is read. */
async function* flushing(
  source: AsyncIterable<Uint8Array>,
  ready: Uint8Array[],
  write: (bytes: Uint8Array) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    yield chunk;
    await write(Buffer.concat(ready.splice(0)));
  }
}
