import { expect, test } from 'vitest';
import { whyUnavailable } from '../../src/lab/availability.ts';
import { scenarios } from '../../src/lab/scenarios.ts';
import { startServer } from '../../src/lab/server.ts';

test('names are unique, and say in lower case what is shown', () => {
  const names = scenarios.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('titles are one sentence without an end', () => {
  expect(scenarios.filter(({ title }) => title.endsWith('.') || title.includes('\n'))).toEqual([]);
});

test('every scenario that this machine can show starts and stops', async () => {
  for (const scenario of scenarios) {
    if ((await whyUnavailable(scenario)) !== null) continue;
    const host = scenario.family === 6 ? '::1' : '127.0.0.1';
    const server = await startServer(scenario.behaviour, { host });
    expect(server.port, scenario.name).toBeGreaterThan(1023);
    await server.close();
  }
});
