import { createSocket } from 'node:dgram';

/**
 * A process of its own: a name server on 127.0.0.1 port 53 that knows no name (RFC 1035 §4.1.1: RCODE 3, "Name Error").
 * Says `ready` once it listens, and goes on until it is killed.
 */
const headerSize = 12;
/** Root label, type and class, after a question's name. */
const questionEndSize = 5;

const server = createSocket('udp4');
server.on('message', (query, { address, port }) => {
  const end = query.indexOf(0, headerSize) + questionEndSize;
  const answer = Buffer.from(query.subarray(0, end));
  // Response, recursion desired as asked and available, name error; one question, and nothing else.
  answer.writeUInt16BE(0x8083 | (query.readUInt16BE(2) & 0x0100), 2);
  answer.fill(0, 6, headerSize);
  server.send(answer, port, address);
});
server.bind(53, '127.0.0.1', () => process.stdout.write('ready\n'));
