import { Command } from 'commander';
import { exitCodes } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { mediumOf, writeStdout } from './output.ts';
import { startProgress } from './progress.ts';

interface DemoFlags {
  readonly list?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** `ftpdiag demo`: the real check against a server of our own that is broken on request. `end` takes the exit code. */
export function demoCommand(end: (exitCode: number) => void): Command {
  return new Command('demo')
    .description('Run the check against an embedded server that is broken on request')
    .argument('[scenario]', 'the scenario to show; a tour without it')
    .option('--list', 'name every scenario')
    .option('-v, --verbose', 'the verbose report')
    .option('--no-color', 'no colour')
    .action(async (name: string | undefined, flags: DemoFlags) => {
      const { demo, demoList } = await import('#cli/demo');
      if (flags.list) {
        await writeStdout(await demoList());
        end(exitCodes.ok);
        return;
      }
      const observer = startProgress(false);
      const { signal, ignore } = interruption();
      const medium = mediumOf(process.stdout, flags.color, process.env);
      const verbose = flags.verbose ?? false;
      end(await demo({ name: name ?? null, medium, verbose, observer, signal, write: writeStdout }));
      ignore();
    });
}
