import { Command } from 'commander';
import { mediumOf, writeStdout } from './output.ts';

interface DoctorFlags {
  readonly json?: boolean;
  readonly color: boolean;
}

/** `ftpdiag doctor`: what this machine lets a run see, and how to let it see more. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Tell what this machine lets ftpdiag see of its connections, and how to allow more')
    .option('--json', 'as JSON')
    .option('--no-color', 'no colour')
    .action(async ({ json, color }: DoctorFlags) => {
      const { doctorJson, doctorText } = await import('#cli/doctor');
      const medium = mediumOf(process.stdout, color, process.env);
      await writeStdout(json ? await doctorJson() : await doctorText(medium));
    });
}
