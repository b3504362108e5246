import { isatty } from 'node:tty';
import type { Ora } from '#cli/spinner';
import type { ProbeObserver } from '../probe/options.ts';
import { escapeForTerminal } from '../report/escape.ts';

/** Loading ora takes longer than many a run, so it waits until there is something to wait for. */
const patienceMs = 150;

export interface Progress extends ProbeObserver {
  /** Clears the line. Nothing is shown afterwards. */
  stop(): void;
}

/** Shows on stderr what a run is doing, when it is a terminal; silent otherwise. */
export function startProgress(isWanted: boolean): Progress {
  if (!isWanted || !isatty(2)) return { progress: () => undefined, stop: () => undefined };
  let line = '';
  let spinner: Ora | undefined;
  let isOver = false;
  const timer = setTimeout(async () => {
    // On a terminal that says it is no column wide, as some recorders do, ora would clear lines without end.
    if (!process.stderr.columns) return;
    const { ora } = await import('#cli/spinner');
    // Reading keys is left alone, so that Ctrl-C reaches the command and not the spinner.
    if (!isOver) spinner = ora({ text: line, stream: process.stderr, discardStdin: false }).start();
  }, patienceMs);
  return {
    progress(text) {
      line = escapeForTerminal(text, 200);
      if (spinner !== undefined) spinner.text = line;
    },
    stop() {
      isOver = true;
      clearTimeout(timer);
      spinner?.stop();
    },
  };
}
