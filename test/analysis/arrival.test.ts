import { describe, expect, it } from 'vitest';
import { type ActiveAttempt, judgeArrival } from '../../src/analysis/arrival.ts';
import type { ServerProduct } from '../../src/core/evidence.ts';
import type { Failure } from '../../src/core/failure.ts';
import { type Failed, skipped } from '../../src/core/outcome.ts';

function failed(failure: Failure, startedMs: number, tookMs: number): Failed {
  return { status: 'failed', failure, startedMs, tookMs };
}

function refusal(text: string, tookMs: number, code = 425): Failed {
  return failed({ kind: 'rejected', operation: 'command', errno: null, command: 'LIST', code, text }, 100, tookMs);
}

function noArrival(halfOpen: 'seen' | 'none' | 'unknown'): Failed {
  return failed({ kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 3200, halfOpen }, 100, 3200);
}

const rest = skipped('earlier-step', 'port.accept');
const accepted = {
  status: 'ok',
  value: { code: 200, text: 'PORT command successful.' },
  startedMs: 88,
  tookMs: 12,
} as const;
const announced = { status: 'ok', value: { code: 150, text: 'Opening.' }, startedMs: 100, tookMs: 12 } as const;

function judge(steps: Partial<ActiveAttempt['steps']>, product: ServerProduct = 'unknown', rttMs: number | null = 12) {
  const base = { reply: accepted, accept: noArrival('none'), preliminary: rest, completion: rest };
  return judgeArrival({ steps: { ...base, ...steps } }, { rttMs, server: { product } });
}

describe('what became of the connection that the server was to open', () => {
  it('is refused when the 425 comes within two round trips', () => {
    expect(judge({ preliminary: refusal('Failed to establish connection.', 25) })).toBe('refused');
    expect(judge({ preliminary: refusal('Failed to establish connection.', 1100) }, 'unknown', 400)).toBe('refused');
  });

  it('is silent when the 425 comes late, or nothing comes', () => {
    expect(judge({ preliminary: refusal('Failed to establish connection.', 3000) })).toBe('silent');
    expect(judge({})).toBe('silent');
  });

  it("believes the system's error text more than the clock", () => {
    expect(judge({ preliminary: refusal('Unable to build data connection: Connection refused', 3000) })).toBe(
      'refused',
    );
    expect(judge({ preliminary: refusal('Unable to build data connection: Connection timed out', 20) })).toBe('silent');
    expect(judge({ preliminary: refusal('Unable to build data connection: Operation not permitted', 20) })).toBe(
      'not-made',
    );
  });

  it('counts from LIST when the 425 comes after a 150', () => {
    const late = { ...refusal('Cannot open data connection.', 30), startedMs: 2000 };
    expect(judge({ preliminary: announced, completion: late })).toBe('silent');
  });

  it('sees a half-open connection', () => {
    expect(judge({ accept: noArrival('seen') })).toBe('half-open');
  });

  it('says nothing when LIST itself was refused', () => {
    expect(judge({ preliminary: refusal('Permission denied.', 12, 550) })).toBe('not-tried');
  });

  it('knows that pyftpdlib connects before it answers PORT', () => {
    const timeout = failed({ kind: 'timeout', operation: 'command', errno: null, limitMs: 3200 }, 88, 3200);
    expect(judge({ reply: timeout }, 'pyftpdlib')).toBe('silent');
    expect(judge({ reply: timeout }, 'vsftpd')).toBe('not-tried');
  });
});
