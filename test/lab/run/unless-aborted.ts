import { Interrupted } from '../../../src/cli/interrupted.ts';

/** The promise's value, or {@link Interrupted} as soon as the signal comes. What the promise stands for goes on. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  // Its failure would have nobody to hear it once the signal has won.
  promise.catch(() => {});
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Interrupted());
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
