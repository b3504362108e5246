import { Command } from 'commander';
import { version } from '../../package.json';
import { analyzeCommand } from './analyze-command.ts';
import { checkCommand } from './check-command.ts';
import { demoCommand } from './demo-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { redactCommand } from './redact-command.ts';
import { explainCommand, schemaCommand } from './text-commands.ts';

/** Runs one command line (without node and the script) and gives the exit code. Throws what {@link endOf} understands. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('ftpdiag')
    .description(
      'Finds out why FTP does not work: active or passive, firewall, NAT or mode mismatch, whose side, and the fix',
    )
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print help for a command');
  program.addCommand(
    checkCommand(async (target, flags) => {
      const { check } = await import('./check.ts');
      exitCode = await check(target, flags);
    }),
    { isDefault: true },
  );
  program.addCommand(
    analyzeCommand(async (files, flags) => {
      const { runAnalyze } = await import('./run-analyze.ts');
      exitCode = await runAnalyze(files, flags);
    }),
  );
  program.addCommand(
    redactCommand(async (files, flags) => {
      const { redactFiles } = await import('#cli/redact');
      await redactFiles(files, flags);
    }),
  );
  program.addCommand(
    demoCommand(code => {
      exitCode = code;
    }),
  );
  program.addCommand(doctorCommand());
  program.addCommand(explainCommand());
  program.addCommand(schemaCommand());
  for (const command of [program, ...program.commands]) {
    // What commander finds wrong is thrown, and said where every other error is.
    command
      .helpOption('-h, --help', 'print help')
      .exitOverride()
      .configureOutput({ outputError: () => undefined });
  }
  await program.parseAsync(argv, { from: 'user' });
  return exitCode;
}
