import type { Outcome } from '../core/outcome.ts';
import type { ControlSteps } from '../core/step-values.ts';
import { featuresOf } from '../ftp/feat.ts';
import { clientAddressIn } from '../ftp/stat.ts';
import type { RunContext } from './run-context.ts';
import type { ControlSession } from './session.ts';
import { StepLog } from './step-log.ts';

type ErrandSteps = Pick<ControlSteps, 'feat' | 'syst' | 'stat'>;
const errandOrder = ['feat', 'syst', 'stat'] as const;

/**
 * What is asked of the server besides the trials: FEAT, SYST, STAT. Once a run is enough, so whichever session has
 * nothing else to do asks the next one.
 */
export class Errands {
  readonly #log: StepLog<ErrandSteps>;
  readonly #waiting: (typeof errandOrder)[number][] = [...errandOrder];
  readonly #run: RunContext;

  constructor(run: RunContext) {
    this.#run = run;
    this.#log = new StepLog<ErrandSteps>(run, 'control', errandOrder);
  }

  async run(session: ControlSession): Promise<void> {
    while (session.isUsable) {
      const errand = this.#waiting.shift();
      if (errand === undefined) return;
      await this.#ask(session, errand);
    }
  }

  /** Puts the answers where readers look for them: among the steps of the first session. */
  record(primary: ControlSession): void {
    for (const errand of errandOrder) {
      const outcome = this.#log.get(errand);
      if (outcome !== undefined) primary.log.set(errand, outcome as Outcome<never>);
      else if (primary.log.get('login')?.status === 'ok') {
        primary.log.skip('not-applicable', 'no control connection was left to ask on', errand);
      }
    }
  }

  async #ask({ control }: ControlSession, errand: (typeof errandOrder)[number]): Promise<void> {
    const limitMs = this.#run.patience.stallMs;
    switch (errand) {
      case 'feat':
        await this.#log.attempt('feat', async () => {
          const reply = await control.command('FEAT', limitMs);
          return { ...reply, features: featuresOf(reply.text.split('\n')) };
        });
        return;
      case 'syst':
        await this.#log.attempt('syst', () => control.command('SYST', limitMs));
        return;
      case 'stat':
        await this.#log.attempt('stat', async () => {
          const reply = await control.command('STAT', limitMs);
          return { ...reply, clientSeenAs: clientAddressIn(reply.text) };
        });
    }
  }
}
