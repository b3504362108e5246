import { describe, expect, test } from 'vitest';
import type { CapturedPacket } from '../capture/support/pcap-bytes.ts';
import { connected, control, lines, until } from './support/ftp-scene.ts';
import { sessionOf, told } from './support/sessions-of.ts';

/** What follows the opening of the connection. */
async function said(packets: readonly CapturedPacket[]): Promise<readonly string[]> {
  return told(await sessionOf(packets)).filter(line => !line.startsWith('connect'));
}

describe('commands and replies', () => {
  test('lines in pieces, and several in one segment', async () => {
    const conversation = connected()
      .say('peer', '22')
      .say('peer', '0 hello\r\n')
      .say('opener', 'USER lab\r\nPASS x\r\nSY')
      .say('opener', 'ST\r\n')
      .say('peer', '331 a\r\n230 b\r\n215 UNIX');
    expect(await said(conversation.say('peer', '\r\n').packets)).toEqual([
      '< 220 hello',
      '> USER lab',
      '> PASS ****',
      '> SYST',
      '< 331 a',
      '< 230 b',
      '< 215 UNIX',
    ]);
  });

  test('a reply is told when it is whole, a command when its line is', async () => {
    const conversation = connected()
      .say('peer', '220-a\r\n', { afterMs: 10 })
      .say('peer', '220 b\r\n', { afterMs: 10 });
    const { events } = await sessionOf(conversation.packets);
    expect(events.at(-1)).toEqual({ kind: 'reply', code: 220, text: 'a\nb', atMs: 22 });
  });

  test('Telnet commands before ABOR are taken off', async () => {
    const conversation = lines(connected(), '< 220 hi').say(
      'opener',
      Buffer.from('\xff\xf4\xff\xf2ABOR\r\n', 'latin1'),
    );
    expect(await said(conversation.packets)).toEqual(['< 220 hi', '> ABOR']);
  });

  test.each(['PASS secret', 'pass secret', 'ACCT secret', 'P@SW secret'])('%s is masked', async line => {
    const recording = await sessionOf(lines(connected(), '< 220 hi', `> ${line}`).packets);
    expect(JSON.stringify(recording)).not.toContain('secret');
  });

  test('what is neither is noise, and does not hide what follows', async () => {
    const conversation = lines(connected(), '< hello', '< 220 hi', '> ???', '> NOOP', '< 999 what', '< 200 ok');
    expect(await said(conversation.packets)).toEqual([
      'noise server hello (the line does not begin with a three-digit reply code)',
      '< 220 hi',
      'noise client ??? (it is no FTP command)',
      '> NOOP',
      'noise server 999 what (the reply code 999 is not within 100–699)',
      '< 200 ok',
    ]);
  });

  test('a server that never ends its reply is told once', async () => {
    const conversation = connected().say('peer', '220-hi\r\n');
    for (let line = 0; line < 100; line += 1) conversation.say('peer', `${'x'.repeat(1000)}\r\n`);
    expect(await said(conversation.packets)).toEqual([
      'noise server  (it sent more than 65536 bytes without ending a reply)',
    ]);
  });
});

describe('the host', () => {
  test('is what HOST names', async () => {
    expect(await sessionOf(lines(connected(), '< 220 hi', '> HOST ftp.example.com').packets)).toMatchObject({
      host: 'ftp.example.com',
    });
  });

  test('is not known without', async () => {
    expect(await sessionOf(lines(connected(), '< 220 hi').packets)).toMatchObject({ host: null });
  });
});

describe('a capture that is not whole', () => {
  test('begins in the middle: what can be read is told, with the connection', async () => {
    const conversation = lines(connected({ peerPort: 4021 }), '> CWD /a', '< 250 ok', '> PWD');
    const recording = await sessionOf(conversation.packets.slice(3));
    expect(recording.isCut).toEqual({ begin: true, end: true });
    expect(told(recording)).toEqual(['connected 192.0.2.2:4021', '> CWD /a', '< 250 ok', '> PWD']);
  });

  test('a password whose beginning is missing is not told', async () => {
    const conversation = connected().say('opener', 'PASS my').say('opener', 'secret\r\n').say('peer', '230 in\r\n');
    const recording = await sessionOf(conversation.say('opener', 'PWD\r\n').packets.slice(4));
    expect(told(recording).slice(1)).toEqual([
      'noise client **** (the beginning of the line is not in the capture)',
      '< 230 in',
      '> PWD',
    ]);
  });

  test('lost bytes are said, and what comes in the middle of a line is not taken for one', async () => {
    const conversation = lines(connected(), '< 220 hi', '> USER lab', '< 331 pw')
      .say('opener', 'PASS my', { isLost: true })
      .say('opener', 'secret\r\n')
      .say('peer', '230-you are ', { isLost: true })
      .say('peer', 'in\r\n230 done\r\n');
    expect(await said(conversation.send('opener', { flags: 'A' }).packets)).toEqual([
      '< 220 hi',
      '> USER lab',
      '< 331 pw',
      'gap client 7',
      'noise client **** (the beginning of the line is not in the capture)',
      'gap server 12',
      '< 230 done',
    ]);
  });
});

describe('the end of the control connection', () => {
  test.each([
    ['QUIT', lines(control(), '> QUIT', '< 221 bye').close('peer'), undefined],
    ['QUIT, and no answer to it', lines(control(), '> QUIT').close(), undefined],
    ['a client that leaves while nothing is owed', control().close(), undefined],
    ['a server that leaves', control().close('peer'), 'control-ended closed (command)'],
    ['a server that leaves before its greeting', connected().close('peer'), 'control-ended closed (read)'],
    ['a client that waited in vain', lines(control(), '> PWD').close(), 'control-ended timeout (command)'],
    ['a client that waited for a greeting', connected().close(), 'control-ended timeout (read)'],
    ['RST of the server', control().send('peer', { flags: 'RA' }), 'control-ended reset (command)'],
    [
      'RST in the name of the client',
      control().send('opener', { flags: 'R', ip: { ttl: 60 } }),
      'control-ended reset (command)',
    ],
  ])('%s', async (_, conversation, expected) => {
    const ending = (await said(conversation.packets)).find(line => line.startsWith('control-ended'));
    expect(ending).toBe(expected);
  });

  test('a 421 is what the server said last', async () => {
    const { events } = await sessionOf(lines(control(), '< 421 idle').close('peer').packets);
    expect(events.at(-1)).toMatchObject({ kind: 'control-ended', failure: { kind: 'closed' } });
  });

  test('an unfinished reply is kept', async () => {
    const { events } = await sessionOf(control().say('peer', '250-half').close('peer').packets);
    expect(events.at(-1)).toMatchObject({ kind: 'control-ended', failure: { text: '250-half' } });
  });

  test('a command after a long silence that is repeated and never answered: the connection was dropped while idle', async () => {
    const conversation = control().wait(600_000).say('opener', 'NOOP\r\n');
    const sequence = conversation.next('opener') - 6;
    for (const afterMs of [200, 400, 800, 1600]) conversation.say('opener', 'NOOP\r\n', { afterMs, sequence });
    const { events } = await sessionOf(conversation.packets, until(640_000));
    expect(events.at(-1)).toMatchObject({ kind: 'control-ended', failure: { kind: 'timeout', operation: 'command' } });
    const opened = events.find(event => event.kind === 'connected');
    expect(opened?.kind === 'connected' && opened.packets?.facts?.client.repeated).toEqual({
      bytes: 6,
      repeats: 4,
      isAcknowledged: false,
    });
  });

  test('a capture that ends in the middle tells no ending', async () => {
    const recording = await sessionOf(lines(control(), '> PWD').packets);
    expect(recording.isCut).toEqual({ begin: false, end: true });
    expect(told(recording).at(-1)).toBe('> PWD');
  });
});
