import { describe, expect, it } from 'vitest';
import { Cleaner } from '../../../src/ingest/text/cleaner.ts';
import { possibleLayers } from '../../../src/ingest/text/wrapping.ts';

const cleaner = new Cleaner();

/** Takes off what the layer of that name takes off, given lines that have it. */
function without(id: string, line: string, ...others: string[]) {
  const layer = possibleLayers([line, ...others]).find(one => one.id === id);
  if (layer === undefined) throw new Error(`there is no layer ${id}`);
  return new Cleaner([layer]).clean(line);
}

describe('what is taken off every line', () => {
  it('is the terminal’s colours', () => {
    expect(cleaner.clean('\u001b[1;32m< 220 ready\u001b[0m')?.text).toBe('< 220 ready');
  });

  it('is the zeros of a log that was truncated under its writer', () => {
    expect(cleaner.clean(`${'\0'.repeat(4)}220 ready`)?.text).toBe('220 ready');
  });

  it('is what makes a space unbreakable', () => {
    expect(cleaner.clean('Statut\u00a0: Connexion')?.text).toBe('Statut : Connexion');
  });

  it.each([
    '```',
    '```text',
    '   ~~~',
    '{code}',
    '{noformat}',
    '{code:title=log|theme=x}',
    '<pre>',
    '</code>',
    '[code]',
    '> ```',
  ])('is a mark of a code block: %s', mark => {
    expect(cleaner.clean(mark)).toBeNull();
  });

  it('is nothing else, by itself', () => {
    expect(cleaner.clean('  > 220 `ready` <b>')).toEqual({ text: '  > 220 `ready` <b>', stamp: null });
  });
});

describe('layers', () => {
  it.each([
    ['quote', '> 220 ready', '220 ready'],
    ['quote', '>220 ready', '220 ready'],
    ['bar', '| 220 ready |', '220 ready'],
    ['bar', '│ 220 ready', '220 ready'],
    ['indentation', '    220 ready', '220 ready'],
    ['entities', '&gt; PASV &amp; more', '> PASV & more'],
    ['line number', '  12  220 ready', '220 ready'],
    ['line number', '12: 220 ready', ' 220 ready'],
    ['host and program', 'gateway curl[123]: 220 ready', '220 ready'],
    ['program', 'curl[123]: 220 ready', '220 ready'],
    ['compose service', 'ftp-1     | 220 ready', '220 ready'],
    ['brackets', '[pod/ftp-0/client] 220 ready', '220 ready'],
    ['stream', 'stderr F 220 ready', '220 ready'],
    ['level', '[INFO] 220 ready', '220 ready'],
    ['level', 'DEBUG: 220 ready', '220 ready'],
    ['file name', 'logs/client.log:17:220 ready', '220 ready'],
  ])('%s: %s', (id, line, text) => {
    expect(without(id, line)?.text).toBe(text);
  });

  it('leave what is indented further indented', () => {
    const lines = ['    220-Welcome', '    220 ready', '    211-Features', '      EPSV', '    211 End'];
    expect(without('indentation', '      EPSV', ...lines)?.text).toBe('  EPSV');
  });

  it('keep the time of a stamp', () => {
    const clean = without('date and time', '2026-11-23T10:02:11.5Z 220 ready');
    expect(clean).toMatchObject({ text: '220 ready', stamp: { ms: Date.UTC(2026, 10, 23, 10, 2, 11, 500) } });
  });

  it('find line and time in one JSON object', () => {
    const line = JSON.stringify({ log: '> PASV\n', stream: 'stderr', time: '2026-11-23T10:02:11.5Z' });
    expect(without('json', line)).toMatchObject({ text: '> PASV', stamp: { isExact: true } });
  });

  it('leave a line alone that lacks them', () => {
    expect(without('json', '{"not": json')?.text).toBe('{"not": json');
    expect(without('quote', '220 ready')?.text).toBe('220 ready');
  });

  it('are taken off from the outermost inwards', () => {
    const find = (id: string) => possibleLayers(['']).filter(layer => layer.id === id);
    const layers = [...find('quote'), ...find('time'), ...find('program')];
    expect(new Cleaner(layers).clean('> 10:02:11 curl[7]: 220 ready')).toMatchObject({
      text: '220 ready',
      stamp: { ms: 36_131_000 },
    });
  });
});
