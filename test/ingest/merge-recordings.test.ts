import { describe, expect, test } from 'vitest';
import { mergeRecordings } from '../../src/ingest/merge-recordings.ts';
import type { Recording } from '../../src/ingest/recording.ts';
import { connected, loggedIn, recordingOf } from './support/recording-of.ts';

const hiddenAfter = ['< 220 (vsFTPd 3.0.3)', '> AUTH TLS', '< 234 Proceed with negotiation.'];
const wire = (file: string, ...more: Parameters<typeof recordingOf>[0]): Recording =>
  recordingOf([connected, ...hiddenAfter, ...more], { file, seenBy: 'wire', format: 'pcap', stepMs: 1 });
const log = (file: string, ...more: Parameters<typeof recordingOf>[0]): Recording =>
  recordingOf([connected, ...hiddenAfter, ...loggedIn.slice(2), ...more], { file, format: 'curl' });
const filesOf = (recordings: readonly Recording[]): readonly string[] => recordings.map(({ file }) => file);

const ends = { client: { host: '198.51.100.2', port: 50_002 }, server: { host: '192.0.2.2', port: 40_000 } };
const dataSeen = { kind: 'data-connected', opener: 'client', ends } as const;
const passive = ['> PASV', '< 227 Entering Passive Mode (192,0,2,2,156,64).'];

describe('a capture and a log whose dialogue TLS hides from it', () => {
  test('are one session where both know the same data port', () => {
    const merged = mergeRecordings([[wire('a.pcap', dataSeen), wire('a.pcap')], [log('b.log', ...passive)]]);
    expect(filesOf(merged)).toEqual(['a.pcap, b.log', 'a.pcap']);
  });

  test('are one session where nothing else is left that either could belong to', () => {
    const refused = log('c.log', '> PORT 192,168,10,2,233,175', '< 500 Illegal PORT command.');
    const merged = mergeRecordings([[wire('a.pcap', dataSeen), wire('a.pcap')], [log('b.log', ...passive)], [refused]]);
    expect(filesOf(merged)).toEqual(['a.pcap, b.log', 'a.pcap, c.log']);
  });

  test('stay apart where two sessions of the capture could be that of the log', () => {
    const merged = mergeRecordings([[wire('a.pcap'), wire('a.pcap')], [log('b.log')]]);
    expect(filesOf(merged)).toEqual(['a.pcap', 'a.pcap', 'b.log']);
  });

  test('stay apart where their data ports differ', () => {
    const other = ['> PASV', '< 227 Entering Passive Mode (192,0,2,2,156,65).'];
    const merged = mergeRecordings([[wire('a.pcap', dataSeen)], [log('b.log', ...other)]]);
    expect(filesOf(merged)).toEqual(['a.pcap', 'b.log']);
  });
});
