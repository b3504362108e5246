import { expect, test } from 'vitest';
import { endpointBeforePort, literalEndpoint } from '../../../src/ingest/logs/literal-endpoint.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s is an address', (text, host) => {
  expect(literalEndpoint(text)).toEqual({ host, port: 0 });
});

test.each(['client.example.com', '999.0.2.1', '', '?'])('%s is none', text => {
  expect(literalEndpoint(text)).toBeNull();
});

test('a port is behind the last colon', () => {
  expect(endpointBeforePort('192.0.2.1:21')).toEqual({ host: '192.0.2.1', port: 21 });
  expect(endpointBeforePort('2001:db8::1:21')).toEqual({ host: '2001:db8::1', port: 21 });
  expect(endpointBeforePort('192.0.2.1:99999')).toBeNull();
  expect(endpointBeforePort('192.0.2.1')).toBeNull();
});
