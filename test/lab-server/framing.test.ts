import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { dial, drain, loggedIn, portOf, serve } from './raw-client.ts';

test('byte by byte: a segment each', async () => {
  const client = await dial(await serve({ framing: 'byte-by-byte' }));
  expect(await client.reply()).toBe('220 (vsFTPd 3.0.3)');
  expect(client.segments.length).toBeGreaterThan(10);
});

test('bare LF', async () => {
  const client = await dial(await serve({ framing: 'bare-lf', product: 'filezilla-server' }));
  expect(await client.reply()).toBe('220-FileZilla Server 1.9.4\n220 Please visit https://filezilla-project.org/');
});

test('150 and 226 share a segment', async () => {
  const client = await loggedIn(await serve({ framing: 'coalesced' }));
  const data = drain(connect(portOf(await client.send('PASV')), '127.0.0.1'));
  await client.send('LIST');
  await data;
  await client.reply();
  expect(client.segments.at(-1)).toMatch(/^150 [^\n]*\n226 [^\n]*\n$/);
});

test.each([
  ['telnet-iac', '\xff\xf1'],
  ['nul', '\0'],
  ['eight-bit', '\xe9t\xe9'],
  ['escape-sequences', '\x1b]0;owned\x07'],
] as const)('%s in every text', async (decoration, expected) => {
  const client = await dial(await serve({ decoration }));
  expect(await client.reply()).toContain(expected);
  expect(await client.send('FEAT')).toContain(expected);
});
