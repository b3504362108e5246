import { describe, expect, test } from 'vitest';
import type { Asked } from '../../support/fake-ftp-behaviour.ts';
import { experimentsIn, probeUsual } from './probe-usual.ts';

const clientAddress = '192.168.1.2';
const seen = '198.51.100.2';
const noStat = { STAT: '502 STAT not implemented.' };

/** Takes PORT and EPRT with the address that it sees, and no other, in Pure-FTPd's words. */
const onlyTo = ({ argument }: Asked) =>
  /198.51.100.2\b/.test(argument) ? undefined : `500 I won't open a connection to ${clientAddress} (only to ${seen})`;

describe('a client whose own address is not the one that the server sees', () => {
  test('sends PORT with that of STAT when PORT with its own was refused', async () => {
    const refusal = ({ argument }: Asked) => (argument.startsWith('192') ? '500 Illegal PORT command.' : undefined);
    const replies = { PORT: refusal, EPRT: '500 Illegal EPRT command.' };
    const { evidence, steps } = await probeUsual({ clientAddress, behaviour: { replies } });
    expect(steps['seen-address.listen']).toMatchObject({
      value: { local: { host: clientAddress }, announced: { host: seen } },
    });
    expect(steps['seen-address.reply']).toMatchObject({ status: 'ok', value: { code: 200 } });
    expect(steps['seen-address.completion']).toMatchObject({ status: 'ok', value: { code: 226 } });
    expect(evidence.trials.at(-1)).toMatchObject({
      family: 'active',
      command: 'PORT',
      why: `Trying active mode with ${seen}, as the server sees this client`,
    });
  });

  test('takes the address from a refusal of Pure-FTPd where STAT does not tell', async () => {
    const { steps } = await probeUsual({
      clientAddress,
      behaviour: { replies: { ...noStat, PORT: onlyTo, EPRT: onlyTo } },
    });
    expect(steps['seen-address.listen']).toMatchObject({ value: { announced: { host: seen } } });
    expect(steps['seen-address.reply'].status).toBe('ok');
  });

  test('finds a policy where PORT with the right address is refused as well', async () => {
    const replies = { PORT: '500 Illegal PORT command.', EPRT: '500 Illegal EPRT command.' };
    const { steps } = await probeUsual({ clientAddress, behaviour: { replies } });
    expect(steps['seen-address.reply']).toMatchObject({ failure: { kind: 'rejected', code: 500 } });
    expect(steps['seen-address.accept']).toMatchObject({ status: 'skipped', detail: 'seen-address.reply' });
  });

  test('gives a connection that does not come as long as that of a mode', async () => {
    const { steps } = await probeUsual({ clientAddress, behaviour: { active: 'silent' } });
    expect(steps['seen-address.accept']).toMatchObject({ failure: { kind: 'no-arrival', limitMs: 3200 } });
  });

  test('has nothing to try when active mode works', async () => {
    const { evidence } = await probeUsual({ clientAddress });
    expect(experimentsIn(evidence)).not.toContain('seen-address');
  });

  test('has nothing to try when it announced that address from the start', async () => {
    const { evidence } = await probeUsual({
      clientAddress,
      behaviour: { active: 'silent' },
      options: { activeAddress: seen },
    });
    expect(experimentsIn(evidence)).toEqual([]);
  });
});

test.each(['1.2.3', 'abc', '999.1.1.1', '1.2.3.4.5', '2001:db8::7'])(
  'a server that tells %s for an address is not believed',
  async word => {
    const refusal = `500 I won't open a connection to ${clientAddress} (only to ${word})`;
    const replies = { ...noStat, PORT: refusal, EPRT: refusal };
    const { evidence } = await probeUsual({ clientAddress, behaviour: { replies } });
    expect(experimentsIn(evidence)).toEqual([]);
  },
);
