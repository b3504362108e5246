import { describe, expect, test } from 'vitest';
import type { Asked, FakeFtpBehaviour } from '../../support/fake-ftp-behaviour.ts';
import type { FakeRun } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

/** A helper translates PORT at the start of a segment; elsewhere the server gets, and refuses, the private address. */
const port = ({ isFirst }: Asked) => (isFirst ? undefined : '500 Illegal PORT command.');

function behindNat(behaviour: FakeFtpBehaviour, options: FakeRun['options'] = {}): FakeRun {
  return { clientAddress: '192.168.1.2', behaviour, options: { modes: ['PORT'], ...options } };
}

describe('active mode that works from a private address', () => {
  test('is tried again where no helper looks, and its refusal proves one', async () => {
    const { evidence, steps, server } = await probeUsual(behindNat({ replies: { PORT: port } }));
    expect(steps['port.accept'].status).toBe('ok');
    expect(steps['disguised-port.reply']).toMatchObject({ failure: { kind: 'rejected', command: 'PORT', code: 500 } });
    expect(steps['disguised-port.accept']).toMatchObject({ status: 'skipped', detail: 'disguised-port.reply' });
    expect(evidence.trials.at(-1)).toMatchObject({
      family: 'active',
      command: 'PORT',
      why: 'Sending PORT where a helper (ALG) on the way does not look for it',
    });
    expect(server.commands.slice(-3)).toEqual(['NOOP', expect.stringMatching(/^PORT 192,168,1,2,/), 'QUIT']);
  });

  test('is accepted there by a server that takes any address, and no listing is asked for', async () => {
    const { steps, server } = await probeUsual(behindNat({}));
    expect(steps['disguised-port.reply']).toMatchObject({ status: 'ok', value: { code: 200 } });
    expect(steps['disguised-port.accept']).toMatchObject({ status: 'skipped', reason: 'not-requested' });
    expect(server.commands.filter(command => command === 'LIST')).toHaveLength(1);
  });

  test('is told by the reply to PORT, also from a server that does not know NOOP', async () => {
    const replies = { PORT: port, NOOP: '500 NOOP not understood.' };
    const { steps } = await probeUsual(behindNat({ replies }));
    expect(steps['disguised-port.reply']).toMatchObject({
      failure: { command: 'PORT', text: 'Illegal PORT command.' },
    });
  });

  test('says nothing where the reply to PORT does not come, within some seconds', async () => {
    const { evidence, steps } = await probeUsual(
      behindNat({ replies: { PORT: ({ isFirst }) => (isFirst ? undefined : null) } }),
    );
    expect(steps['disguised-port.reply']).toMatchObject({ failure: { kind: 'timeout', limitMs: 2200 } });
    expect(evidence.durationMs).toBeLessThan(4000);
  });

  test('leaves the session fit for the next experiment', async () => {
    const { evidence, server } = await probeUsual({
      clientAddress: '192.168.1.2',
      behaviour: { replies: { PORT: port, NOOP: '500 NOOP not understood.' }, passivePath: 'drop' },
    });
    expect(experimentsIn(evidence)).toEqual(['disguised-port', 'more-ports-1', 'more-ports-2', 'closed-port']);
    expect(server.controlConnections).toBe(5);
  });
});

test.each<[string, FakeRun]>([
  ['a public address', { behaviour: { replies: { PORT: port } } }],
  ['a private address with TLS', behindNat({ tls: true, replies: { PORT: port } }, { tls: 'auto' })],
  ['a private address, where active mode fails', behindNat({ active: 'silent' }, { activeAddress: '198.51.100.2' })],
])('from %s none is tried', async (_, run) => {
  const { evidence } = await probeUsual(run);
  expect(experimentsIn(evidence)).toEqual([]);
});
