import { expect, test } from 'vitest';
import { probeFake } from '../../support/probe-fake.ts';

const usual = { followUps: 'usual', tls: 'auto' } as const;

test('a server that greets nobody is spoken to first, on a connection of its own', async () => {
  const { evidence, server } = await probeFake({
    behaviour: { greeting: null, replies: { NOOP: 'HTTP/1.1 400 Bad Request' } },
    options: usual,
  });
  const [observation] = evidence.observations ?? [];
  expect(observation).toMatchObject({
    id: 'first-word',
    why: 'Speaking first, since nothing was said',
    to: { host: '203.0.113.2', port: 21 },
    steps: { connect: { status: 'ok' }, answer: { status: 'ok', value: { text: 'HTTP/1.1 400 Bad Request\r\n' } } },
  });
  expect(server.commands).toContain('NOOP');
});

test('silence to that as well is written down as silence', async () => {
  const { evidence } = await probeFake({ behaviour: { greeting: null, replies: { NOOP: null } }, options: usual });
  const observation = evidence.observations?.find(({ id }) => id === 'first-word');
  expect(observation?.steps).toMatchObject({
    answer: { status: 'failed', failure: { kind: 'timeout', limitMs: 2200 } },
  });
});

test('the run is over within 20 s all the same', async () => {
  const { evidence } = await probeFake({ behaviour: { greeting: null, replies: { NOOP: null } }, options: usual });
  expect(evidence.durationMs).toBeLessThan(20_000);
});

test('implicit TLS, which was tried, is not tried again', async () => {
  const { evidence } = await probeFake({
    behaviour: { greeting: null, tls: true },
    options: { ...usual, tls: 'implicit' },
  });
  expect(evidence.sessions[0]?.steps.greeting.status).toBe('failed');
  expect(evidence.observations?.map(({ id }) => id)).toEqual(['first-word']);
});
