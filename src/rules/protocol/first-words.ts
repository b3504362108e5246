import type { Outcome } from '../../core/outcome.ts';
import type { ReplyValue } from '../../core/step-values.ts';

/** What the peer said first, whether or not it was a greeting; empty when it said nothing. */
export function firstWordsOf(greeting: Outcome<ReplyValue>): string {
  if (greeting.status === 'ok') return greeting.value.text;
  if (greeting.status === 'skipped') return '';
  const { failure } = greeting;
  return failure.kind === 'malformed' || failure.kind === 'closed' || failure.kind === 'rejected' ? failure.text : '';
}
