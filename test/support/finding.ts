import type { Finding } from '../../src/core/finding.ts';

/** A finding with the given parts; the rest is of no importance. */
export function finding(parts: Partial<Finding>): Finding {
  return {
    id: 'some-finding',
    cause: 'server',
    side: 'server',
    severity: 'error',
    confidence: 'likely',
    stage: 'data-connection',
    title: 'Something is broken',
    summary: 'Something is broken.',
    because: [],
    explains: [],
    fixes: [],
    values: {},
    next: [],
    ...parts,
  };
}
