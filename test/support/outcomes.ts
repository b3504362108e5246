import type { Failure } from '../../src/core/failure.ts';
import type { Failed, Ok } from '../../src/core/outcome.ts';

export function okAt<Value>(startedMs: number, tookMs: number, value: Value): Ok<Value> {
  return { status: 'ok', value, startedMs, tookMs };
}

export function failedAt(startedMs: number, tookMs: number, failure: Failure): Failed {
  return { status: 'failed', failure, startedMs, tookMs };
}

/** The server said no. */
export function rejected(command: string, code: number, text: string): Failure {
  return { kind: 'rejected', operation: 'command', errno: null, command, code, text };
}

export function timeout(limitMs: number): Failure {
  return { kind: 'timeout', operation: 'connect', errno: null, limitMs };
}

export function refused(): Failure {
  return { kind: 'refused', operation: 'connect', errno: 'ECONNREFUSED' };
}

/** No connection reached our listener. */
export function noArrival(halfOpen: 'seen' | 'none' | 'unknown'): Failure {
  return { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 3200, halfOpen };
}
