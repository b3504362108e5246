import { describe, expect, it } from 'vitest';
import { findInNetrc, parseNetrc } from '../../src/cli/netrc.ts';

describe('parseNetrc', () => {
  it('reads entries on one line and over several', () => {
    const text = 'machine a.example login ann password one\nmachine b.example\n  login bob\n  password two\n';
    expect(parseNetrc(text)).toEqual([
      { machine: 'a.example', login: 'ann', password: 'one' },
      { machine: 'b.example', login: 'bob', password: 'two' },
    ]);
  });

  it('reads values in double quotes, with escapes', () => {
    expect(parseNetrc(String.raw`machine a login "ann b" password "say \"hi\" \\ bye"`)).toEqual([
      { machine: 'a', login: 'ann b', password: String.raw`say "hi" \ bye` },
    ]);
  });

  it('takes keywords and number signs as values where a value is due', () => {
    expect(parseNetrc('machine a login "machine" password #secret')).toEqual([
      { machine: 'a', login: 'machine', password: '#secret' },
    ]);
  });

  it('skips comments, accounts and macros', () => {
    const text =
      '# machine old login x\nmachine a login ann # password no\naccount machine password one\n' +
      'macdef init\nmachine trap login trap\n\ndefault login anonymous\n';
    expect(parseNetrc(text)).toEqual([
      { machine: 'a', login: 'ann', password: 'one' },
      { machine: null, login: 'anonymous', password: null },
    ]);
  });

  it('survives text that breaks off', () => {
    expect(parseNetrc('machine')).toEqual([{ machine: '', login: null, password: null }]);
    expect(parseNetrc('login ann password "open')).toEqual([]);
  });
});

describe('findInNetrc', () => {
  const entries = parseNetrc(
    'machine A.example login ann password one\nmachine a.example login bob password two\ndefault login guest password three',
  );

  it('matches the machine whatever its case, and takes the first entry', () => {
    expect(findInNetrc(entries, 'a.EXAMPLE', null)?.login).toBe('ann');
  });

  it('keeps to the user that was named', () => {
    expect(findInNetrc(entries, 'a.example', 'bob')?.password).toBe('two');
    expect(findInNetrc(entries, 'a.example', 'carol')).toBeUndefined();
  });

  it('falls back to the default entry', () => {
    expect(findInNetrc(entries, 'elsewhere.example', null)?.password).toBe('three');
  });
});
