import { describe, expect, test } from 'vitest';
import { freePort } from '../support/real-server/listening.ts';
import { dial, loggedIn, serve } from './raw-client.ts';

describe('where the scenario server listens', () => {
  test('on the port that it is told', async () => {
    const port = await freePort();
    expect((await serve({}, { port })).port).toBe(port);
    await expect(serve({}, { port })).rejects.toThrow(`cannot listen on port ${port} of 127.0.0.1`);
  });

  test('never on one that its behaviour closes', async () => {
    await expect(serve({ control: 'refused' }, { port: await freePort() })).rejects.toThrow('cannot be chosen');
  });

  test('for data within its range alone, and nowhere once that is used up', async () => {
    const only = await freePort();
    const server = await serve({}, { passivePorts: [only, only] });
    const [first, second] = [await loggedIn(server), await loggedIn(server)];
    expect(await first.send('EPSV')).toContain(`(|||${only}|)`);
    expect(await second.send('EPSV')).toMatch(/^425 /);
  });
});

describe('whom the scenario server knows', () => {
  test('a further user, by its password', async () => {
    const client = await dial(await serve({}, { users: { lab: 'secret' } }));
    await client.reply();
    await client.send('USER lab');
    expect(await client.send('PASS wrong')).toMatch(/^530 /);
    await client.send('USER lab');
    expect(await client.send('PASS secret')).toMatch(/^230 /);
  });

  test('each command is told as it comes in, without the password', async () => {
    const told: string[] = [];
    await loggedIn(await serve({}, { onCommand: line => told.push(line) }));
    expect(told).toEqual(['USER anonymous', 'PASS ****']);
  });
});
