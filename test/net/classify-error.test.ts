import { expect, test } from 'vitest';
import { classifyError } from '../../src/net/classify-error.ts';

const withCode = (code: string): Error => Object.assign(new Error('it failed'), { code });

test.each([
  ['ECONNREFUSED', { kind: 'refused' }],
  ['ECONNRESET', { kind: 'reset' }],
  ['ENETUNREACH', { kind: 'unreachable', scope: 'network' }],
  ['EHOSTUNREACH', { kind: 'unreachable', scope: 'host' }],
  ['ENOPROTOOPT', { kind: 'unreachable', scope: 'protocol' }],
  ['EACCES', { kind: 'unreachable', scope: 'prohibited' }],
  ['EMFILE', { kind: 'local' }],
])('%s while connecting', (code, expected) => {
  expect(classifyError(withCode(code), 'connect')).toMatchObject({ ...expected, operation: 'connect', errno: code });
});

test('EACCES while listening is a matter of this machine, not of an ICMP answer', () => {
  expect(classifyError(withCode('EACCES'), 'listen')).toMatchObject({ kind: 'local' });
});

test.each([
  ['ENOTFOUND', 'not-found'],
  ['EAI_AGAIN', 'unresolvable'],
])('%s while resolving', (code, kind) => {
  expect(classifyError(withCode(code), 'resolve')).toMatchObject({ kind });
});
