import { expect, test } from 'vitest';
import type { FakeRun } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const runs: Readonly<Record<string, FakeRun>> = {
  'silent ports, with TLS': {
    clientAddress: '192.168.1.2',
    behaviour: { tls: true, advertised: () => '192.168.10.5', passivePath: 'drop', active: 'silent' },
    options: { tls: 'auto' },
  },
  'a listing that stalls': { behaviour: { stalls: () => true } },
  'a control port that refuses': { behaviour: { controlPath: 'refuse', passivePath: 'drop' } },
  'a greeting that never comes': { behaviour: { greeting: null, replies: { NOOP: null } } },
  'a server that takes one control connection at a time': {
    behaviour: { advertised: () => '192.168.10.5', mostAtOnce: 1 },
  },
  'a silence that was asked for': { options: { idleMs: 5000 } },
};

/** So many moments, evenly spread over a run. */
const moments = 24;

test.each(Object.entries(runs))('Ctrl-C ends a run at once, at whatever moment: %s', async (_, run) => {
  const { evidence } = await probeUsual(run);
  const all = experimentsIn(evidence);
  expect(all.length).toBeGreaterThan(0);
  for (let n = 1; n <= moments; n++) {
    const interruptAfterMs = Math.round((evidence.durationMs * n) / (moments + 1));
    const cut = await probeUsual({ ...run, interruptAfterMs });
    expect(cut.evidence).toMatchObject({ ended: 'interrupted', durationMs: interruptAfterMs });
    expect(all).toEqual(expect.arrayContaining([...experimentsIn(cut.evidence)]));
    const { transcript, connections } = cut.evidence;
    expect(transcript.filter(({ atMs, text }) => atMs >= interruptAfterMs && text !== 'QUIT')).toEqual([]);
    const tried = connections.filter(({ handshake: { syn } }) => syn.state === 'seen' && syn.atMs >= interruptAfterMs);
    expect(tried).toEqual([]);
  }
});
