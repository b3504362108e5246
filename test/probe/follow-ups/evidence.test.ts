import { expect, test } from 'vitest';
import { parseEvidence } from '../../../src/schema/parse-evidence.ts';
import type { Asked } from '../../support/fake-ftp-behaviour.ts';
import type { FakeRun } from '../../support/probe-fake.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const clientAddress = '192.168.1.2';
const notFirst = ({ isFirst }: Asked) => (isFirst ? undefined : '500 Illegal PORT command.');

const runs: Readonly<Record<string, FakeRun>> = {
  'in clear': {
    clientAddress,
    behaviour: {
      advertised: () => '198.51.100.80',
      passivePath: 'drop',
      replies: { PORT: notFirst, EPRT: '500 Illegal EPRT command.' },
    },
    options: { idleMs: 1000 },
    others: server => [server.at('198.51.100.80', () => 'refuse')],
  },
  'with TLS': {
    clientAddress,
    behaviour: { tls: true, advertised: () => '192.168.10.5', active: 'silent', stalls: () => true },
    options: { tls: 'auto' },
  },
  'without a session': { behaviour: { controlPath: 'refuse' } },
};

test.each(Object.entries(runs))('evidence with experiments %s can be saved and read again', async (_, run) => {
  const { evidence } = await probeUsual(run);
  expect(experimentsIn(evidence).length).toBeGreaterThan(1);
  expect(parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ ok: true, evidence });
});

test('an experiment’s session is among the sessions, and named by its trial', async () => {
  const { evidence } = await probeUsual(runs['with TLS']);
  const ids = evidence.sessions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { session } of evidence.trials) expect(ids).toContain(session);
});
