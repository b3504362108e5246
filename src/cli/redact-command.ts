import { Command } from 'commander';
import { checkInputs } from './check-inputs.ts';
import { UsageError } from './usage-error.ts';

/** The options of `redact` as the command line gives them. */
export interface RedactFlags {
  readonly output?: string;
  readonly ips?: true;
  readonly hosts?: true;
  readonly users?: true;
  readonly files?: true;
}

const examples = `
A file is a log of any kind, a capture (pcap, pcapng, gzip; written unpacked), or JSON that ftpdiag wrote. Passwords are
taken out in any case. Pseudonyms are the same throughout all the files given, and keep what verdicts rest on: private
addresses stay private, equal ones equal, and those of one network in one network.

In a capture, payload that is neither of a control nor of a data connection becomes zeros; that of data connections does
with --files. Lengths and checksums stay valid. TLS stays as it is, with the names in its certificates.

Exit codes: 0 written, 3 could not be written, 64 wrong usage, or a file that is none of these.

Examples:
  ftpdiag redact filezilla.log
  ftpdiag redact --ips --hosts --users --files session.pcap client.log
  tcpdump -r session.pcap -w - port 21 | ftpdiag redact --ips - > for-the-vendor.pcap`;

/** `ftpdiag redact`, with its options; `run` gets them as they were given. */
export function redactCommand(run: (files: readonly string[], flags: RedactFlags) => Promise<void>): Command {
  return new Command('redact')
    .description(
      'Write a copy of a log, a capture or a report without passwords, and as asked without names and addresses',
    )
    .argument('<file...>', 'logs, captures or saved JSON; - for standard input, which goes to standard output')
    .option('-o, --output <file>', 'where to write to (default: FILE with .redacted before its ending)')
    .option('--ips', 'replace IP addresses')
    .option('--hosts', 'replace host names')
    .option('--users', 'replace user names')
    .option('--files', 'replace names of files, and empty what data connections carried')
    .addHelpText('after', examples)
    .action(async (files: string[], flags: RedactFlags) => {
      checkInputs(files);
      if (files.length > 1 && flags.output !== undefined) {
        throw new UsageError('--output names one file, and several are to be redacted: leave it out');
      }
      await run(files, flags);
    });
}
