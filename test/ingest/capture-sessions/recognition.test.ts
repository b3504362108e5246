import { describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/ingest/capture/read-capture.ts';
import { SessionFinder } from '../../../src/ingest/capture/sessions/session-finder.ts';
import { Conversation } from '../capture/support/conversation.ts';
import { piecesOf } from '../capture/support/listen.ts';
import { pcapBytes } from '../capture/support/pcap-bytes.ts';
import { connected, lines, unanswered, until } from './support/ftp-scene.ts';
import { sessionOf, sessionsOf, told } from './support/sessions-of.ts';

/** Whether what is said on this port makes a session. */
async function isFound(peerPort: number, ...said: readonly string[]): Promise<boolean> {
  const conversation = lines(connected({ peerPort }), ...said);
  return (await sessionsOf(conversation.close().packets)).length > 0;
}

describe('on a port that says nothing', () => {
  test.each([
    ['a greeting, and USER', ['< 220 hello', '> USER lab']],
    ['a greeting that says FTP, and nothing more', ['< 220 Acme FTP server']],
    ['a greeting of several lines, and AUTH TLS', ['< 220-hello', '< 220 there', '> AUTH TLS']],
    ['a refusal, and USER', ['< 421 too many', '> USER lab']],
    ['a delay, and USER', ['< 120 in five minutes', '> USER lab']],
    ['a greeting, and SYST', ['< 220 hello', '> SYST']],
    ['commands that only FTP has, with their answers', ['> TYPE I', '< 200 ok']],
    ['a 227', ['< 227 Entering Passive Mode (192,0,2,2,156,64)']],
    ['a 229', ['< 229 Entering Extended Passive Mode (|||40000|)']],
  ])('FTP is %s', async (_, said) => expect(await isFound(4021, ...said)).toBe(true));

  test.each([
    ['SMTP, by its greeting', ['< 220 mx.example.com ESMTP Postfix', '> QUIT', '< 221 bye']],
    ['SMTP, by EHLO', ['< 220 mx.example.com', '> EHLO me', '< 250 hello']],
    ['POP3', ['< +OK ready', '> USER lab', '< +OK']],
    ['IMAP', ['< * OK ready', '> a LOGIN lab secret']],
    ['NNTP', ['< 200 news server', '> MODE READER', '< 200 ok']],
    ['NNTP in the middle', ['> LIST', '< 215 newsgroups follow']],
    ['IRC', ['> USER lab 0 * :lab', '< :irc.example.com 001 lab']],
    ['HTTP', ['> GET / HTTP/1.1', '< HTTP/1.1 200 OK']],
    ['SSH', ['< SSH-2.0-OpenSSH_9.2']],
    ['VMware authd, which greets with 220 and takes USER', ['< 220 VMware Authentication Daemon', '> USER lab']],
    ['a server that says 220 and nothing else', ['< 220 hello']],
    ['a listing', ['< drwxr-xr-x 2 root root 4096 .', '< 220 files']],
  ])('this is none: %s', async (_, said) => expect(await isFound(4021, ...said)).toBe(false));

  test('everything that was said before it was known for FTP is told', async () => {
    const recording = await sessionOf(
      lines(connected({ peerPort: 4021 }), '< 220-hi', '< 220 there', '> USER a').packets,
    );
    expect(told(recording)).toEqual([
      'connecting 192.0.2.2:4021',
      'connected 192.0.2.2:4021',
      '< 220 hi | there',
      '> USER a',
    ]);
  });
});

describe('on the ports of FTP', () => {
  test.each([21, 990])('%i: silence is what is looked for', async peerPort => {
    const syns = unanswered(new Conversation({ peerPort, opener: '198.51.100.2', peer: '192.0.2.2' }), 3);
    expect(told(await sessionOf(syns.packets, until(20_000)))).toEqual([
      `connecting 192.0.2.2:${peerPort}`,
      `connect-failed 192.0.2.2:${peerPort} timeout (connect)`,
    ]);
  });

  test('another protocol is told as such', async () => {
    const recording = await sessionOf(
      lines(connected(), '> GET / HTTP/1.1', '> Host: x', '< HTTP/1.1 400 Bad').close('peer').packets,
    );
    expect(told(recording)).toEqual([
      'connecting 192.0.2.2:21',
      'connected 192.0.2.2:21',
      '> GET / HTTP/1.1',
      'noise client Host: x (it is no FTP command)',
      'noise server HTTP/1.1 400 Bad (a web server answered, not an FTP server)',
      'control-ended closed (read)',
    ]);
  });

  test('a refusal is told once, though Windows asks three times', async () => {
    const tries = [0, 500, 1000].flatMap(ms => {
      const syn = new Conversation({ opener: '198.51.100.2', peer: '192.0.2.2' }).wait(ms);
      return syn.send('opener', { flags: 'S' }).send('peer', { flags: 'RA' }).packets;
    });
    expect(told(await sessionOf(tries))).toEqual([
      'connecting 192.0.2.2:21',
      'connect-failed 192.0.2.2:21 refused (connect)',
    ]);
  });

  test('a server that was heard to speak FTP on its own port is looked for there from then on', async () => {
    const first = lines(connected({ peerPort: 4021 }), '< 220 FTP').close();
    const second = unanswered(
      new Conversation({ opener: '198.51.100.2', openerPort: 50_001, peer: '192.0.2.2', peerPort: 4021 }).wait(5000),
      2,
    );
    const recordings = await sessionsOf(first.packets, second.packets, until(20_000));
    expect(recordings.map(told).map(lines => lines.at(-1))).toEqual([
      '< 220 FTP',
      'connect-failed 192.0.2.2:4021 timeout (connect)',
    ]);
  });

  test('the last packets of a connection from before the capture are no session', async () => {
    const last = new Conversation({ peerPort: 21 }).send('opener', { flags: 'FA' }).send('peer', { flags: 'FA' });
    expect(await sessionsOf(last.send('opener', { flags: 'A' }).packets)).toEqual([]);
  });
});

describe('what is no FTP', () => {
  test.each([
    ['a web page', 'HTTP/1.1 200 OK\r\n'],
    ['a TLS record', '\x16\x03\x01\x02\x00'],
    ['zeros', '\0'.repeat(100)],
  ])('is let go of at its first payload: %s', async (_, first) => {
    const bulk = new Conversation({ peerPort: 8080 }).handshake().say('peer', first);
    for (let block = 0; block < 50; block += 1) bulk.say('peer', 'x'.repeat(1000));
    const finder = new SessionFinder('test.pcap', () => expect.unreachable());
    let heard = 0;
    await readCapture(piecesOf(pcapBytes(bulk.packets), 4096), {
      began: at => finder.began(at),
      opened: flow => finder.opened(flow),
      payload(flow, side, bytes, atMs) {
        heard += 1;
        return finder.payload(flow, side, bytes, atMs);
      },
      gap: (flow, side, bytes, atMs) => finder.gap(flow, side, bytes, atMs),
      ended: (flow, how, atMs) => finder.ended(flow, how, atMs),
      icmp: error => finder.icmp(error),
    });
    finder.end();
    expect(heard).toBe(1);
  });
});
