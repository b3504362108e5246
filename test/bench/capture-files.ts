import { closeSync, openSync, writeSync } from 'node:fs';
import { Conversation } from '../ingest/capture/support/conversation.ts';
import { pcapHeader, pcapRecord } from '../ingest/capture/support/pcap-bytes.ts';
import { FtpSessionPackets, stamped } from './ftp-session-packets.ts';

const bulkFlows = 12;
/** An acknowledgment after so many segments. */
const segmentsPerAck = 2;
/** Where a record with TCP over IPv4 in Ethernet has its sequence and its acknowledgment number. */
const sequenceAt = 16 + 14 + 20 + 4;
const acknowledgmentAt = 16 + 14 + 20 + 8;
const segmentBytes = 1448;

/** Writes to a file in large pieces. */
class FileWriter {
  readonly #file: number;
  readonly #buffer = Buffer.alloc(4 * 1_048_576);
  #used = 0;
  bytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  write(bytes: Uint8Array): void {
    if (this.#used + bytes.length > this.#buffer.length) this.#flush();
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
    this.bytes += bytes.length;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#buffer, 0, this.#used);
    this.#used = 0;
  }
}

/**
 * Writes a capture of bulk transfers with FTP sessions among them: one FTP packet in forty. Answers its number of
 * sessions. The checksums of bulk packets are not recalculated; nobody looks at them.
 */
export function writeBulkCapture(path: string, leastBytes: number): number {
  const file = new FileWriter(path);
  const ftp = new FtpSessionPackets();
  const flows = Array.from({ length: bulkFlows }, (_, index) => new BulkFlow(index));
  file.write(pcapHeader());
  for (const flow of flows) for (const record of flow.opening) file.write(record);
  let ftpPackets = 0;
  for (let atMicros = 1000; file.bytes < leastBytes || ftpPackets % ftp.count !== 0; atMicros += 100) {
    for (const flow of flows) for (const record of flow.next(atMicros)) file.write(record);
    file.write(ftp.record(Math.floor(ftpPackets / ftp.count), ftpPackets % ftp.count, atMicros));
    ftpPackets += 1;
  }
  file.close();
  return ftpPackets / ftp.count;
}

/** Writes a capture of so many FTP sessions, of which ten are always under way. */
export function writeSessionsCapture(path: string, sessions: number): void {
  const file = new FileWriter(path);
  const ftp = new FtpSessionPackets();
  file.write(pcapHeader());
  let atMicros = 0;
  for (let first = 0; first < sessions; first += 10) {
    for (let packet = 0; packet < ftp.count; packet += 1) {
      for (let session = first; session < Math.min(first + 10, sessions); session += 1) {
        atMicros += 50;
        file.write(ftp.record(session, packet, atMicros));
      }
    }
  }
  file.close();
}

/** A download that never ends. */
class BulkFlow {
  readonly opening: readonly Buffer[];
  readonly #segment: Buffer;
  readonly #ack: Buffer;
  #sequence: number;

  constructor(index: number) {
    const conversation = new Conversation({ openerPort: 41_000 + index, peer: '203.0.113.80', peerPort: 443 });
    conversation.handshake().say('opener', '\x16\x03\x01 hello');
    this.opening = conversation.packets.map(packet => pcapRecord(packet));
    this.#sequence = conversation.next('peer');
    conversation.say('peer', Buffer.alloc(segmentBytes, 0x17)).send('opener', { flags: 'A' });
    const [segment, ack] = conversation.packets.slice(-2).map(packet => pcapRecord(packet));
    this.#segment = segment ?? Buffer.alloc(0);
    this.#ack = ack ?? Buffer.alloc(0);
  }

  /** Two segments and the acknowledgment of both. */
  *next(atMicros: number): Generator<Buffer> {
    for (let count = 0; count < segmentsPerAck; count += 1) {
      this.#segment.writeUInt32BE(this.#sequence, sequenceAt);
      this.#sequence = (this.#sequence + segmentBytes) >>> 0;
      yield stamped(this.#segment, atMicros);
    }
    this.#ack.writeUInt32BE(this.#sequence, acknowledgmentAt);
    yield stamped(this.#ack, atMicros + 50);
  }
}
