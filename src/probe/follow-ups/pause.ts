import type { RunContext } from '../run-context.ts';

/** Lets a time pass, and tells whether the run still goes on then; one that ends meanwhile is not kept waiting. */
export async function pause(run: RunContext, ms: number): Promise<boolean> {
  const never = new Promise<never>(() => undefined);
  await run.limit(never, ms, 'read').catch(() => undefined);
  return run.ended === 'complete';
}
