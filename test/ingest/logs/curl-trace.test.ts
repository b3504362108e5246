import { describe, expect, it } from 'vitest';
import { curl } from '../../../src/ingest/logs/curl.ts';
import { notUnderstoodBy, recordingsBy, toldBy } from '../support/told-by.ts';

/** As 7.88 writes it; since 8 the notes begin with `*`. */
const trace = `
== Info:   Trying 192.0.2.1:21...
== Info: Connected to 192.0.2.1 (192.0.2.1) port 21 (#0)
<= Recv header, 20 bytes (0x14)
0000: 220 (vsFTPd 3.0.3)
=> Send header, 10 bytes (0xa)
0000: USER lab
<= Recv header, 34 bytes (0x22)
0000: 331 Please specify the password.
=> Send header, 13 bytes (0xd)
0000: PASS secret
<= Recv header, 103 bytes (0x67)
0000: 230 Login successful, and welcome to a server with a long text t
0040: hat fills more than one row.
=> Send header, 6 bytes (0x6)
0000: PASV
<= Recv header, 40 bytes (0x28)
0000: 227 Entering Passive Mode (192,0,2,1,156,64).
== Info:   Trying 192.0.2.1:40000...
== Info: Connected to 192.0.2.1 (192.0.2.1) port 21 (#0)
=> Send header, 6 bytes (0x6)
0000: LIST
<= Recv header, 39 bytes (0x27)
0000: 150 Here comes the directory listing.
<= Recv data, 858 bytes (0x35a)
0000: drwxr-xr-x    2 ftp      ftp            4096 Feb 14 09:41 archiv
0040: e
0043: 220 is a file's name here
<= Recv header, 24 bytes (0x18)
0000: 226 Directory send OK.
== Info: Connection #0 to host 192.0.2.1 left intact`.trimStart();

const events = [
  'connecting 192.0.2.1:21',
  'connected 192.0.2.1:21',
  '< 220 (vsFTPd 3.0.3)',
  '> USER lab',
  '< 331 Please specify the password.',
  '> PASS ****',
  '< 230 Login successful, and welcome to a server with a long text that fills more than one row.',
  '> PASV',
  '< 227 Entering Passive Mode (192,0,2,1,156,64).',
  'data-connecting client 192.0.2.1:40000',
  'data-connected client 192.0.2.1:40000',
  '> LIST',
  '< 150 Here comes the directory listing.',
  'data-bytes',
  '< 226 Directory send OK.',
];

describe('curl --trace-ascii', () => {
  it('has every line of the dialogue, and the data apart', () => {
    expect(notUnderstoodBy(curl, trace)).toEqual([]);
    expect(toldBy(curl, trace)).toEqual([events]);
  });

  it('has its notes behind a star since version 8', () => {
    expect(toldBy(curl, trace.replaceAll('== Info: ', '* '))).toEqual([events]);
  });

  it('has times to the microsecond with --trace-time', () => {
    let micros = 0;
    const timed = trace.replace(/^(?===|<=|=>)/gm, () => {
      micros += 250;
      return `10:02:11.${String(micros).padStart(6, '0')} `;
    });
    const [recording] = recordingsBy(curl, timed);
    expect(recording?.clock).toBe('exact');
    expect(recording?.events.slice(0, 4).map(({ atMs }) => atMs)).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it('has the connection’s number with --trace-ids', () => {
    expect(toldBy(curl, trace.replace(/^(?===|<=|=>)/gm, '[0-0] '))).toEqual([events]);
  });

  it('keeps two replies apart that stand in one block', () => {
    const block = '<= Recv header, 60 bytes (0x3c)\n0000: 220-Welcome\n000d: 220 ready';
    expect(toldBy(curl, `== Info:   Trying 192.0.2.1:21...\n${block}`).flat().at(-1)).toBe('< 220 Welcome | ready');
  });

  it('does not grow with a block that does not end', () => {
    const rows = Array.from(
      { length: 5000 },
      (_, row) => `${(row * 64).toString(16).padStart(4, '0')}: ${'x'.repeat(64)}`,
    );
    const [recording] = recordingsBy(curl, `=> Send header, 9999999 bytes (0x98967f)\n${rows.join('\n')}`);
    const [command] = recording?.events ?? [];
    expect(command?.kind === 'command' && command.text.length).toBeLessThan(10_000);
  });
});
