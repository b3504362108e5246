import { describe, expect, test } from 'vitest';
import { type FakeRun, probeFake } from '../../support/probe-fake.ts';

/** Runs in which everything is known after the four modes. */
const settled: Readonly<Record<string, FakeRun>> = {
  'a healthy server': {},
  'a healthy server over a slow path': { rttMs: 600 },
  'a healthy server with TLS': { behaviour: { tls: true }, options: { tls: 'auto' } },
  'a server that takes one control connection at a time': { behaviour: { mostAtOnce: 1 } },
  'a server of which one mode is tried': { options: { modes: ['PASV'] } },
  'a server that refuses EPSV': { behaviour: { replies: { EPSV: '502 Command not implemented.' } } },
  'a server that refuses active mode, and sees this client as it is': {
    behaviour: { replies: { PORT: '500 Illegal PORT command.', EPRT: '500 Illegal EPRT command.' } },
  },
  'an active connection that never comes, to an address that the server sees too': { behaviour: { active: 'silent' } },
  'a 227 with another address, at which the listing came': {
    behaviour: { advertised: () => '203.0.113.80' },
    others: server => [server.at('203.0.113.80')],
  },
  'a name that does not exist': { options: { host: 'nowhere.example' } },
  'a login that is refused': { behaviour: { replies: { PASS: '530 Login incorrect.' } } },
};

describe.each(Object.entries(settled))('%s gets no experiment', (_, run) => {
  test.each(['usual', 'thorough'] as const)('%s: not one command or connection more', async followUps => {
    const without = await probeFake({ ...run, options: { ...run.options, followUps: 'none' } });
    const { evidence, server, net } = await probeFake({ ...run, options: { ...run.options, followUps } });
    expect(server.commands).toEqual(without.server.commands);
    expect(net.tried).toEqual(without.net.tried);
    expect(evidence).toEqual(without.evidence);
  });
});
