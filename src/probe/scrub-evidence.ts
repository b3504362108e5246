import type { Evidence } from '../core/evidence.ts';
import { scrub } from '../ftp/redact.ts';

/** The fields that hold the peer's own words, in which it may repeat what we told it. */
const foreignFields: ReadonlySet<string> = new Set([
  'text',
  'features',
  'refusals',
  'problem',
  'reason',
  'subject',
  'issuer',
  'names',
]);

/**
 * Takes a secret out of everything that the peer said: a server that answers `530 Wrong password hunter2` must not carry
 * it into a report. Our own words and numbers stay as they are, however short the secret.
 */
export function scrubEvidence(evidence: Evidence, secret: string): Evidence {
  if (secret === '') return evidence;
  const visit = (value: unknown, isForeign: boolean): unknown => {
    if (typeof value === 'string') return isForeign ? scrub(value, [secret]) : value;
    if (Array.isArray(value)) return value.map(item => visit(item, isForeign));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, visit(field, isForeign || foreignFields.has(key))]),
    );
  };
  return visit(evidence, false) as Evidence;
}
