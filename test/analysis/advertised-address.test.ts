import { expect, it } from 'vitest';
import { judgeAdvertised } from '../../src/analysis/advertised-address.ts';

it.each([
  ['203.0.113.2', '203.0.113.2', 'reached'],
  ['203.0.113.2', '::ffff:203.0.113.2', 'reached'],
  ['192.168.1.10', '192.168.1.10', 'reached'],
  ['0.0.0.0', '203.0.113.2', 'unspecified'],
  ['0.0.0.0', '192.168.1.10', 'unspecified'],
  ['127.0.0.1', '203.0.113.2', 'loopback'],
  ['127.0.1.1', '127.0.0.1', 'other'],
  ['224.0.0.9', '203.0.113.2', 'impossible'],
  ['255.255.255.255', '203.0.113.2', 'impossible'],
  ['10.0.0.5', '203.0.113.2', 'private'],
  ['100.64.0.5', '203.0.113.2', 'private'],
  ['169.254.1.1', '203.0.113.2', 'private'],
  ['203.0.113.2', '192.168.1.10', 'outside'],
  ['203.0.113.99', '203.0.113.2', 'other'],
  ['172.17.0.2', '192.168.1.10', 'other'],
] as const)('%s, reached at %s', (advertised, reached, judgement) => {
  expect(judgeAdvertised(advertised, reached)).toBe(judgement);
});
