import { describe, expect, test } from 'vitest';
import { ncftp } from '../../../src/ingest/logs/ncftp.ts';
import { notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

/** Each line gets the time in front; one that begins with `+N ` comes N seconds later. */
function trace(...lines: readonly string[]): string {
  let second = 10;
  const stamped = lines.map(line => {
    const [, later = '0', text = line] = /^\+(\d+) (.*)$/.exec(line) ?? [];
    second += Number(later);
    return `2026-11-23 10:02:${second}  ${text}`;
  });
  return `${stamped.join('\n')}\n`;
}

const passive = ['220: (vsFTPd 3.0.3)', 'Connected to 192.0.2.2.', 'Cmd: PASV', '227: ok (192,0,2,2,156,64)'];
const told = (...lines: readonly string[]) => toldBy(ncftp, trace(...lines))[0];

test('commands, replies and times', () => {
  const log = trace(...passive, 'Connected to 192.0.2.2:40000 for PASV.', '+2 Cmd: NLST -CF', '150: here');
  const [recording] = recordingsBy(ncftp, log);
  expect(toldBy(ncftp, log)[0]).toEqual([
    'connecting ?',
    'connected ?',
    '< 220 (vsFTPd 3.0.3)',
    '> PASV',
    '< 227 ok (192,0,2,2,156,64)',
    'data-connected client 192.0.2.2:40000',
    '> NLST -CF',
    '< 150 here',
  ]);
  expect(recording).toMatchObject({ host: '192.0.2.2', clock: 'seconds', startedAt: '2026-11-23T10:02:10.000' });
  expect(recording?.events.at(-1)?.atMs).toBe(2000);
});

test('further lines of a reply have no code, and the last one no mark', () => {
  expect(
    told('220: hello', 'Cmd: FEAT', '211: Features:', '       EPRT', '       EPSV', '      End', 'Cmd: PWD')?.slice(3),
  ).toEqual(['> FEAT', '< 211 Features: |  EPRT |  EPSV | End', '> PWD']);
});

test('what it says of the machine is understood, and no dialogue', () => {
  const log = trace(
    'LibNcFTP 3.2.6 (November 12, 2016) compiled for linux',
    'Uname: Linux|vm|6.1|#1',
    'Contents of /etc/debian_version:',
    '  12.11',
    'Glibc: 2.36 (stable)',
  );
  expect(toldBy(ncftp, log)).toEqual([]);
  expect(notUnderstoodBy(ncftp, log)).toEqual([]);
});

describe('failures', () => {
  test('of the data connection', () => {
    expect(told(...passive, 'connect to 192.0.2.2:40000 failed: Connection refused.')?.at(-1)).toBe(
      'data-failed client 192.0.2.2:40000 refused (ECONNREFUSED)',
    );
    expect(told(...passive, '+5 Data connection timed out.')?.at(-1)).toBe('data-failed client ? timeout (connect)');
    expect(
      told(
        '220: a',
        'Cmd: PORT 1,2,3,4,5,6',
        '200: ok',
        'Cmd: LIST',
        'Could not accept a data connection: timed out.',
      )?.at(-1),
    ).toBe('data-failed server ? no-arrival (accept)');
  });

  test('of the control connection', () => {
    expect(told('Could not connect to 192.0.2.2: Connection refused.')?.at(-1)).toBe(
      'connect-failed ? refused (ECONNREFUSED)',
    );
    expect(told('Could not read reply from control connection -- timed out.')?.at(-1)).toBe(
      'control-ended timeout (read)',
    );
    expect(told('220: a', 'Cmd: LIST', 'Remote host has closed the connection.')?.at(-1)).toBe(
      'control-ended closed (command)',
    );
    expect(told('Invalid reply: "SSH-2.0-OpenSSH_9.2p1"')?.at(-1)).toBe('noise SSH-2.0-OpenSSH_9.2p1');
  });

  test('of a transfer, with the next line behind it', () => {
    const log = trace(
      ...passive,
      'Connected to 192.0.2.2:40000 for PASV.',
      'Cmd: LIST',
      '150: here',
      'Could not read directory listing data: Connection reset by peer2026-11-23 10:02:11  426: broken',
    );
    expect(toldBy(ncftp, log)[0]?.slice(-2)).toEqual(['data-ended reset (ECONNRESET)', '< 426 broken']);
  });
});

test('an address that it puts right is noted', () => {
  const words = 'Fixing bogus PASV data address from 10.0.0.2:40000 to 192.0.2.2:40000.';
  expect(told(...passive, words)?.at(-1)).toBe(`said passive-address-replaced: ${words}`);
});

test('its password is masked', () => {
  expect(JSON.stringify(recordingsBy(ncftp, trace('220: a', 'Cmd: PASS hunter2')))).not.toContain('hunter2');
});
