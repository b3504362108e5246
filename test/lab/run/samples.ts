import { type ModeCommand, modeCommands } from '../../../src/core/evidence.ts';
import type { Label } from '../scenario.ts';
import type { Answer } from './judge.ts';

/** Labels and answers for the tests of the judge and of what is counted: PASV is broken by a NAT at the server. */

export function faulty(parts: Partial<Label> = {}): Label {
  return {
    status: ['degraded'],
    cause: ['nat'],
    side: ['server'],
    modes: { PASV: ['failed'], EPSV: ['ok'], PORT: ['ok'], EPRT: ['ok'] },
    findings: ['pasv-private-address'],
    knowable: true,
    ...parts,
  };
}

export function healthy(parts: Partial<Label> = {}): Label {
  return {
    status: ['ok'],
    cause: ['none'],
    side: ['none'],
    modes: { PASV: ['ok'], EPSV: ['ok'], PORT: ['ok'], EPRT: ['ok'] },
    knowable: true,
    ...parts,
  };
}

type ModeParts = Partial<Answer['modes'][number]>;

/** The answer that {@link faulty} wants, but for the given parts. */
export function answer(
  verdict: Partial<Answer['verdict']> = {},
  findings: Answer['findings'] = [{ id: 'pasv-private-address', severity: 'error', explains: [] }],
  modes: Partial<Record<ModeCommand, ModeParts>> = {},
): Answer {
  const rightModes: Record<ModeCommand, ModeParts> = { ...sameForAll('ok'), PASV: { status: 'failed' } };
  return {
    verdict: {
      status: 'degraded',
      cause: 'nat',
      side: 'server',
      confidence: 'likely',
      rule: 'pasv-private-address',
      ...verdict,
    },
    modes: modeCommands.map(command => ({
      command,
      status: 'ok',
      reason: '',
      ...rightModes[command],
      ...modes[command],
    })),
    findings,
  };
}

function sameForAll(status: 'ok'): Record<ModeCommand, ModeParts> {
  return { PASV: { status }, EPSV: { status }, PORT: { status }, EPRT: { status } };
}
