import { exitCodes } from './exit-code.ts';

/** A signal that the first Ctrl-C (or SIGTERM) aborts, so that a run ends with what it knows; the second ends the process. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Hands Ctrl-C back to Node. */
  ignore(): void;
}

const endings = ['SIGINT', 'SIGTERM'] as const;

export function interruption(): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  for (const ending of endings) process.on(ending, interrupt);
  return {
    signal: controller.signal,
    ignore() {
      for (const ending of endings) process.off(ending, interrupt);
    },
  };
}
