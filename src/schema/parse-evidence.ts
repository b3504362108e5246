import * as v from 'valibot';
import type { Evidence } from '../core/evidence.ts';
import { evidenceSchema } from './evidence-schema.ts';

export type ParsedEvidence =
  | { readonly ok: true; readonly evidence: Evidence }
  /** Each problem names the place and what is wrong there: `trials.0.steps.reply: …`. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** More would not help anyone who has to mend the file. */
const mostProblems = 20;

/** Reads evidence from any JSON value. */
export function parseEvidence(value: unknown): ParsedEvidence {
  const result = v.safeParse(evidenceSchema, value);
  if (result.success) return { ok: true, evidence: result.output };
  const problems = result.issues.slice(0, mostProblems).map(issue => {
    const path = v.getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
  });
  return { ok: false, problems };
}
