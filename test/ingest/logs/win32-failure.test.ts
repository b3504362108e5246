import { expect, test } from 'vitest';
import { win32Failure } from '../../../src/ingest/logs/win32-failure.ts';

test.each([
  [10_060, { kind: 'timeout', errno: 'ETIMEDOUT' }],
  [121, { kind: 'timeout', errno: 'ETIMEDOUT' }],
  [10_061, { kind: 'refused', errno: 'ECONNREFUSED' }],
  [1236, { kind: 'reset', errno: 'ECONNABORTED' }],
  [64, { kind: 'reset', errno: 'ECONNRESET' }],
  [10_065, { kind: 'unreachable', scope: 'host' }],
  [10_051, { kind: 'unreachable', scope: 'network' }],
  [10_013, { kind: 'unreachable', scope: 'prohibited' }],
  [87, { kind: 'local', text: 'Windows error 87' }],
])('the Windows error %i is a failure of its kind', (code, failure) => {
  expect(win32Failure(code, 'connect')).toMatchObject({ operation: 'connect', ...failure });
});
