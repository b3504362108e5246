import { describe, expect, it } from 'vitest';
import { explain } from '../../src/cli/explain.ts';
import { rules } from '../../src/rules/index.ts';

function textOf(topic: string): string {
  const explained = explain(topic);
  return explained.ok ? explained.text : `problem: ${explained.problem}`;
}

describe('explain', () => {
  it.each(rules)('tells what $id is, when it is seen, and what it is not', ({ id, title }) => {
    const text = textOf(id);
    expect(text.replace(/\s+/g, ' ')).toContain(`${id}: ${title}`);
    for (const label of ['Cause: ', 'Seen when: ', 'Not this: ', 'See: ']) {
      expect(text.split('\n').find(line => line.includes(label))).toMatch(/: +\S/);
    }
  });

  it.each(rules)('tells what helps against $id', ({ id }) => {
    expect(textOf(id)).toMatch(/\n {2}- (on the (client|server)|in the network between): \S/);
  });

  it.each(rules)('keeps to 80 columns for $id', ({ id }) => {
    expect(
      textOf(id)
        .split('\n')
        .filter(line => line.length > 80),
    ).toEqual([]);
  });

  it.each(rules)('ends the text of $id with one line end', ({ id }) => {
    expect(textOf(id)).toMatch(/[^\n]\n$/);
  });

  it('tells what a reply code means', () => {
    expect(textOf('425')).toMatch(/^425: /);
    expect(textOf('227')).toMatch(/^227: /);
  });

  it('tells what the digits of an unknown code say', () => {
    expect(textOf('599')).toContain('599 is in no document.');
  });

  it('takes a whole reply for its code', () => {
    expect(textOf("425 Can't open data connection.")).toBe(textOf('425'));
  });

  it('decodes the address and port of a 227', () => {
    const text = textOf('227 Entering Passive Mode (192,168,1,10,156,76).');
    expect(text).toContain('192.168.1.10, port 40012');
    expect(text).toContain('192,168,1,10,156,76');
    expect(text).toContain('156 × 256 + 76');
    expect(text).toContain('private address');
  });

  it('says what an unspecified address is for', () => {
    expect(textOf('227 ok (0,0,0,0,156,76)')).toContain('no address at all');
  });

  it('decodes a 229, which names a port alone', () => {
    expect(textOf('229 Entering Extended Passive Mode (|||40013|)')).toContain('port 40013 and no address');
  });

  it('decodes PORT and EPRT, in any case of letters', () => {
    expect(textOf('PORT 203,0,113,7,195,80')).toContain('203.0.113.7, port 50000');
    expect(textOf('port 203,0,113,7,195,80')).toContain('203.0.113.7, port 50000');
    expect(textOf('EPRT |2|2001:db8::2|50000|')).toContain('2001:db8::2, port 50000');
  });

  it.each(['227 Entering Passive Mode (300,168,1,10,156,76).', '229 no port', 'PORT 1,2,3', 'EPRT |9|x|1|'])(
    'says why %s is malformed',
    topic => {
      expect(textOf(topic)).toContain('malformed');
    },
  );

  it('proposes the finding that was probably meant', () => {
    const explained = explain('pasv-private-adress');
    expect(explained).toMatchObject({ ok: false, problem: expect.stringContaining('pasv-private-address') });
  });

  it.each(['', 'weather', '999', '000'])('does not know %j', topic => {
    expect(explain(topic).ok).toBe(false);
  });

  it('shows control characters instead of passing them on', () => {
    for (const topic of ['\u001b[2Jx', '227 \u001b[2J', 'PORT \u001b[2J']) {
      expect(textOf(topic)).not.toContain('\u001b');
    }
  });
});
