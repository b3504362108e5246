import { Conversation } from '../ingest/capture/support/conversation.ts';
import { type CapturedPacket, pcapRecord } from '../ingest/capture/support/pcap-bytes.ts';

/** Where a record with IPv4 in Ethernet has the client's address: as source, as destination. */
const sourceAt = 16 + 14 + 12;
const destinationAt = 16 + 14 + 16;
const server = '198.51.100.20';
const client = '10.0.255.255';

/** Writes the packets of many FTP sessions, each of another client, that all did the same: log in, list, leave. */
export class FtpSessionPackets {
  readonly #records: readonly { readonly bytes: Buffer; readonly isFromClient: boolean }[];

  constructor() {
    this.#records = session().map(packet => {
      const bytes = pcapRecord(packet);
      return { bytes, isFromClient: bytes[sourceAt] === 10 };
    });
  }

  /** Packets of one session. */
  get count(): number {
    return this.#records.length;
  }

  /** One packet of one session as a record of a pcap file, at a time in microseconds. Its memory is used again. */
  record(sessionNumber: number, packetNumber: number, atMicros: number): Buffer {
    const { bytes, isFromClient } = this.#records[packetNumber % this.#records.length] ?? { bytes: Buffer.alloc(16) };
    const at = isFromClient ? sourceAt : destinationAt;
    // One half of the address grows by what the other one loses: so every checksum stays what it is.
    bytes.writeUInt16BE(0x0a00 + sessionNumber, at);
    bytes.writeUInt16BE(0xffff - sessionNumber, at + 2);
    return stamped(bytes, atMicros);
  }
}

/** Writes the time into a record's header. */
export function stamped(record: Buffer, atMicros: number): Buffer {
  record.writeUInt32LE(1_767_323_045 + Math.floor(atMicros / 1e6), 0);
  record.writeUInt32LE(Math.floor(atMicros % 1e6), 4);
  return record;
}

function session(): readonly CapturedPacket[] {
  const control = new Conversation({ opener: client, peer: server });
  const data = new Conversation({ opener: client, openerPort: 40_001, peer: server, peerPort: 50_123 });
  const ask = (command: string, reply: string): unknown => control.say('opener', command).say('peer', reply);
  control.handshake().say('peer', '220 (vsFTPd 3.0.3)\r\n');
  ask('USER lab\r\n', '331 Please specify the password.\r\n');
  ask('PASS secret\r\n', '230 Login successful.\r\n');
  ask('TYPE I\r\n', '200 Switching to Binary mode.\r\n');
  ask('PASV\r\n', '227 Entering Passive Mode (198,51,100,20,195,203).\r\n');
  const before = control.packets.length;
  data.handshake().say('peer', '-rw-r--r-- 1 0 0 42 Jan 01 00:00 file.txt\r\n'.repeat(20)).close('peer');
  ask('LIST\r\n', '150 Here comes the directory listing.\r\n');
  const during = control.packets.length;
  control.say('peer', '226 Directory send OK.\r\n');
  ask('QUIT\r\n', '221 Goodbye.\r\n');
  control.close('peer');
  const { packets } = control;
  return [...packets.slice(0, before), ...data.packets.slice(0, 3), ...packets.slice(before, during)].concat(
    data.packets.slice(3),
    packets.slice(during),
  );
}
