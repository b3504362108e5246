import { describe, expect, test } from 'vitest';
import { readPackets } from '../../../src/ingest/capture/read-packets.ts';
import { Conversation } from '../capture/support/conversation.ts';
import { ipBytes } from '../capture/support/ip-bytes.ts';
import { ethernet, padded } from '../capture/support/link-bytes.ts';
import { listen, piecesOf } from '../capture/support/listen.ts';
import { type CapturedPacket, pcapBytes } from '../capture/support/pcap-bytes.ts';
import { PcapngBlocks } from '../capture/support/pcapng-bytes.ts';
import { tcpPacket } from '../capture/support/tcp-bytes.ts';
import { redactCapture } from './support/redact-capture.ts';
import { everything } from './support/redact-lines.ts';
import { wrongChecksums } from './support/wrong-checksums.ts';

const password = 'Lab-pw-7!x';
const greeting = '220 (vsFTPd 3.0.3)\r\n';

function login(conversation = new Conversation()): Conversation {
  return conversation
    .handshake()
    .say('peer', greeting)
    .say('opener', 'USER maria\r\n')
    .say('peer', '331 Password?\r\n');
}

/** What both sides say, as one text. */
async function said(file: Uint8Array): Promise<string> {
  const { events } = await listen(file);
  return events.filter(event => / (?:opener|peer): /.test(event)).join('\n');
}

/** The frames of a capture, as text in which bytes are characters. */
async function framesOf(file: Uint8Array): Promise<readonly string[]> {
  const frames: string[] = [];
  await readPackets(piecesOf(file, 999), {
    packet: (bytes, start, end) => void frames.push(Buffer.from(bytes.subarray(start, end)).toString('latin1')),
  });
  return frames;
}

describe('a password does not survive', () => {
  test('in one segment', async () => {
    const file = pcapBytes(login().say('opener', `PASS ${password}\r\n`).close().packets);
    const redacted = await redactCapture(file);
    expect(redacted.includes(password)).toBe(false);
    expect(await said(redacted)).toContain('opener: PASS xxxxxxxxxx\r\n');
    expect(await wrongChecksums(redacted)).toEqual([]);
    expect(redacted).toHaveLength(file.length);
  });

  test('that is split over two segments, wherever', async () => {
    const line = `PASS ${password}\r\n`;
    for (let at = 1; at < line.length; at += 1) {
      const session = login().say('opener', line.slice(0, at)).say('opener', line.slice(at));
      const { events } = await listen(await redactCapture(pcapBytes(session.packets)));
      const heard = events.filter(event => event.includes('opener: ')).map(event => event.slice('1 opener: '.length));
      expect(heard.slice(-2).join('')).toBe('PASS xxxxxxxxxx\r\n');
    }
  });

  test('that is sent again, in other segments and out of order', async () => {
    const session = login();
    const sequence = session.next('opener');
    session
      .say('opener', 'pw-7!x\r\n', { sequence: sequence + 9 })
      .say('opener', `PASS Lab-pw`, { sequence })
      .say('opener', `PASS ${password}\r\n`, { sequence });
    const redacted = await redactCapture(pcapBytes(session.packets));
    expect((await framesOf(redacted)).join()).not.toMatch(/Lab|pw|7!x/);
    expect(await wrongChecksums(redacted)).toEqual([]);
  });

  test('that overlaps with what was sent before', async () => {
    const session = login();
    session.say('opener', `PASS ${password}\r\n`, { sequence: session.next('opener') - 4 });
    expect((await framesOf(await redactCapture(pcapBytes(session.packets)))).join()).not.toContain(password);
  });

  test('in options of TCP', async () => {
    const options = [2, 4, 5, 0xb4, 253, 12, ...Buffer.from(password), 8, 10, 1, 2, 3, 4, 5, 6, 7, 8];
    const session = new Conversation().send('opener', { flags: 'S', options }).send('peer', { flags: 'SA' });
    const redacted = await redactCapture(pcapBytes(session.packets));
    expect(redacted.includes(password)).toBe(false);
    const { flows } = await listen(redacted);
    expect(flows[0]?.opener.mss).toBe(1460);
    expect(await wrongChecksums(redacted)).toEqual([]);
  });

  test('of which the capture lost a part', async () => {
    const session = login()
      .say('opener', 'PASS Lab', {})
      .say('opener', '-', { isLost: true })
      .say('opener', 'pw-7!x\r\nPWD\r\n');
    const redacted = await redactCapture(pcapBytes(session.packets));
    expect((await framesOf(redacted)).join()).not.toMatch(/Lab|pw-7/);
    expect(await said(redacted)).toContain('PWD');
  });

  test('of which the snap length cut a part off', async () => {
    const packets = login().say('opener', `PASS ${password}\r\n`).packets;
    const redacted = await redactCapture(pcapBytes(packets, { snapLength: 66 }));
    expect((await framesOf(redacted)).join()).not.toContain('Lab');
  });

  test('that the server repeats, on this or another connection', async () => {
    const other = login(new Conversation({ openerPort: 40_001 })).say('peer', `530 not ${password}\r\n`);
    const packets = [...other.packets, ...login().say('opener', `PASS ${password}\r\n`).packets];
    expect(await said(await redactCapture(pcapBytes(packets)))).toContain('530 not xxxxxxxxxx\r\n');
  });

  test('on ports that were used before', async () => {
    const session = login().close().send('opener', { flags: 'S' }, { sequence: 77_000 });
    session.send('peer', { flags: 'SA' }, { sequence: 88_000 }).say('peer', greeting, { sequence: 88_001 });
    session.say('opener', `PASS ${password}\r\n`, { sequence: 77_001 });
    expect((await redactCapture(pcapBytes(session.packets))).includes(password)).toBe(false);
  });

  test('that an ICMP error quotes', async () => {
    const session = login().say('opener', `PASS ${password}\r\n`);
    const frame = Buffer.from(session.packets.at(-1)?.bytes ?? []);
    const payload = Buffer.concat([Buffer.from([3, 1, 0, 0, 0, 0, 0, 0]), frame.subarray(14)]);
    const error = ethernet(ipBytes({ from: '10.9.9.9', to: '192.0.2.10', protocol: 1, payload }));
    const redacted = await redactCapture(pcapBytes([...session.packets, { bytes: error, atMicros: 9000 }]), everything);
    const last = Buffer.from((await framesOf(redacted)).at(-1) ?? '', 'latin1');
    expect(last.toString('latin1')).toContain('PASS xxxxxxxxxx');
    const { icmp } = await listen(redacted);
    expect(icmp).toMatchObject([{ type: 3, code: 1, flow: { id: 1 } }]);
    expect(icmp[0]?.from).toMatch(/^10\./);
    expect(icmp[0]?.from).not.toBe('10.9.9.9');
  });

  test('in fragments, which become one packet', async () => {
    const segment = { from: '192.0.2.10', to: '198.51.100.20', fromPort: 40_000, toPort: 21 };
    const session = login();
    const whole = tcpPacket({
      ...segment,
      flags: 'PA',
      sequence: session.next('opener'),
      payload: `PASS ${password}\r\n`,
    });
    const fragment = (offset: number, end: number, isLast: boolean): CapturedPacket => ({
      bytes: ethernet(
        ipBytes({
          ...segment,
          id: 7,
          protocol: 6,
          payload: whole.subarray(20 + offset, 20 + end),
          fragment: { offset, isLast },
        }),
      ),
      atMicros: 9000 + offset,
    });
    const file = pcapBytes([...session.packets, fragment(0, 24, false), fragment(24, whole.length - 20, true)]);
    const redacted = await redactCapture(file);
    expect((await framesOf(redacted)).join()).not.toMatch(/Lab|pw-7/);
    expect(await said(redacted)).toContain('PASS xxxxxxxxxx\r\n');
    expect(await wrongChecksums(redacted)).toEqual([]);
  });
});

describe('what is no FTP is emptied', () => {
  const web = new Conversation({ peerPort: 80 }).handshake().say('opener', 'GET /?token=geheim HTTP/1.1\r\n\r\n');

  test('of other connections headers stay, and zeros', async () => {
    const redacted = await redactCapture(pcapBytes([...login().packets, ...web.packets]));
    expect(redacted.includes('geheim')).toBe(false);
    expect(redacted.includes('USER maria')).toBe(true);
    expect(await wrongChecksums(redacted)).toEqual([]);
  });

  test.each([
    ['UDP', 17, Buffer.from('\x00\x35\x00\x35\x00\x10\x00\x00geheim!!', 'latin1')],
    ['an ICMP echo', 1, Buffer.from('\x08\x00\x00\x00\x00\x01\x00\x01geheim!!', 'latin1')],
    ['a tunnel', 47, Buffer.from('\x00\x00\x08\x00geheim!!', 'latin1')],
  ])('%s', async (_, protocol, payload) => {
    const bytes = ethernet(ipBytes({ from: '10.1.1.1', to: '10.1.1.2', protocol, payload }));
    const redacted = await redactCapture(pcapBytes([{ bytes, atMicros: 0 }]));
    expect(redacted.includes('geheim')).toBe(false);
    expect(redacted).toHaveLength(24 + 16 + bytes.length);
  });

  test('other protocols than IP, and what fills short frames up', async () => {
    const lldp = Buffer.concat([Buffer.alloc(12, 1), Buffer.from([0x88, 0xcc]), Buffer.from('switch geheim')]);
    const frame = padded(
      ethernet(tcpPacket({ from: '10.1.1.1', to: '10.1.1.2', fromPort: 1, toPort: 2, flags: 'S', sequence: 1 })),
    );
    const redacted = await redactCapture(
      pcapBytes([
        { bytes: lldp, atMicros: 0 },
        { bytes: frame, atMicros: 1 },
      ]),
    );
    expect(redacted.includes('geheim')).toBe(false);
    expect(redacted.includes(Buffer.alloc(4, 0xaa))).toBe(false);
  });
});

describe('a data connection', () => {
  const control = login()
    .say('peer', '227 Entering Passive Mode (198,51,100,20,156,64).\r\n')
    .say('opener', `PASS ${password}\r\n`);
  const data = new Conversation({ openerPort: 40_001, peerPort: 40_000 }).handshake();
  const listing = `-rw-r--r-- 1 maria maria 1 Nov 23 10:02 geheim\r\n${password}\r\n`;
  const file = pcapBytes([...control.packets, ...data.say('peer', listing).close('peer').packets]);

  test('keeps its payload, save for known passwords', async () => {
    const redacted = await redactCapture(file);
    expect(redacted.includes('geheim')).toBe(true);
    expect(redacted.includes(password)).toBe(false);
  });

  test('is emptied where files are to be hidden, and as long as before', async () => {
    const { flows } = await listen(await redactCapture(file, { files: true }));
    expect(flows[1]?.peer.payloadBytes).toBe(listing.length);
    expect((await redactCapture(file, { files: true })).includes('geheim')).toBe(false);
  });

  test('keeps TLS in any case', async () => {
    const record = Buffer.from([22, 3, 1, 0, 4, 1, 2, 3, 4]);
    const secured = new Conversation({ openerPort: 40_001, peerPort: 40_000 }).handshake().say('opener', record);
    const redacted = await redactCapture(pcapBytes([...control.packets, ...secured.packets]), everything);
    expect(redacted.includes(record)).toBe(true);
  });
});

test('TLS on the control connection stays as it is, and clear text before and after it is redacted', async () => {
  const record = Buffer.from([22, 3, 1, 0, 15, ...Buffer.from('PASS in a hello')]);
  const session = login().say('opener', 'AUTH TLS\r\n').say('peer', '234 ok\r\n').say('opener', record);
  session.say('opener', `PASS ${password}\r\n`);
  const redacted = await redactCapture(pcapBytes(session.packets), everything);
  expect(redacted.includes(record)).toBe(true);
  expect(redacted.includes(password)).toBe(false);
});

test('addresses are the same in headers and in words', async () => {
  const session = login().say('opener', 'PORT 192,0,2,10,156,64\r\n').say('peer', '500 not to 192.0.2.10\r\n');
  const redacted = await redactCapture(pcapBytes(session.packets), { ips: true });
  const { flows } = await listen(redacted);
  const client = flows[0]?.opener.host ?? '';
  expect(client).not.toBe('192.0.2.10');
  expect(await said(redacted)).toContain(`PORT ${client.replaceAll('.', ',')},156,64`);
  expect(await said(redacted)).toContain(`500 not to ${client}\r\n`);
  expect(await wrongChecksums(redacted)).toEqual([]);
});

test('a packet that was cut off keeps a checksum that fits the whole of it', async () => {
  const whole = login().say('opener', `PASS ${password}\r\n`).packets.slice(0, 4);
  const [, , , cut] = await framesOf(await redactCapture(pcapBytes(whole, { snapLength: 60 }), { ips: true }));
  const [, , , full] = await framesOf(await redactCapture(pcapBytes(whole), { ips: true }));
  expect(cut).toBe(full?.slice(0, 60));
});

test('of pcapng nothing but packets is taken over: no comments, names or keys', async () => {
  const blocks = new PcapngBlocks(false);
  const packets = login().packets.map(packet => blocks.packet(packet, { unitsPerSecond: 1_000_000_000n }));
  const comment = blocks.block(4, [Buffer.from('names: geheim!!!')]);
  const keys = blocks.block(10, [Buffer.from('CLIENT_RANDOM geheim....')]);
  const file = Buffer.concat([
    blocks.section(),
    blocks.interface(1, [blocks.resolution(9)]),
    comment,
    keys,
    ...packets,
    blocks.statistics(0, 5),
  ]);
  const redacted = await redactCapture(file);
  expect(redacted.includes('geheim')).toBe(false);
  const [before, after] = [await listen(file), await listen(redacted)];
  expect(after.events).toEqual(before.events);
  expect(after.startedAt).toBe(before.startedAt);
  expect(after.summary).toMatchObject({
    format: 'pcapng',
    lostPackets: 5,
    packets: before.summary.packets,
    damage: [],
  });
});

test('packets without a time have none afterwards', async () => {
  const blocks = new PcapngBlocks();
  const packets = login().packets.map(packet => blocks.simplePacket(packet));
  const { summary, events } = await listen(
    await redactCapture(Buffer.concat([blocks.section(), blocks.interface(), ...packets])),
  );
  expect(summary).toMatchObject({ startedAt: null, damage: [], packets: packets.length });
  expect(events).toContain('1 opener: USER maria\r\n');
});

test('what is damaged is left out', async () => {
  const packets = login().packets;
  const [front, back] = [pcapBytes(packets.slice(0, 5)), pcapBytes(packets.slice(5))];
  const file = Buffer.concat([front, Buffer.alloc(30, 0xff), Buffer.from('geheim'), back.subarray(24)]);
  const redacted = await redactCapture(file);
  expect(redacted.includes('geheim')).toBe(false);
  expect((await listen(redacted)).summary).toMatchObject({ packets: packets.length, damage: [] });
});
