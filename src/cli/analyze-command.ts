import { Command } from 'commander';
import { checkInputs } from './check-inputs.ts';
import type { ReportFlags } from './report-output.ts';

/** The options of `analyze` as the command line gives them, before anything is checked. */
export interface AnalyzeFlags extends ReportFlags {
  readonly as?: string;
  readonly session?: string;
  readonly follow?: true;
}

const examples = `
What a file is, is told by its content: a client's log (FileZilla, WinSCP, curl -v, lftp, ftp -d, ncftp, wget -d, Python's
ftplib, basic-ftp, FluentFTP, rclone), a server's log (vsftpd, ProFTPD, Pure-FTPd, FileZilla Server, IIS, pyftpdlib), a
pasted transcript, a capture (pcap, pcapng, gzip), or JSON that ftpdiag wrote. Several files of one session become one.

Exit codes: those of check, by the worst session; 64 for a file that is none of these.

Examples:
  ftpdiag analyze filezilla.log
  ftpdiag analyze client.pcap client.log
  ftpdiag analyze inside.pcap outside.pcap
  tcpdump -U -w - port 21 or portrange 1024-65535 | ftpdiag analyze --follow -`;

/** `ftpdiag analyze`, with its options; `run` gets them as they were given. */
export function analyzeCommand(run: (files: readonly string[], flags: AnalyzeFlags) => Promise<void>): Command {
  return new Command('analyze')
    .description('Give the verdict on sessions that somebody else recorded: logs of clients and servers, captures')
    .argument('<file...>', 'logs, captures or saved JSON; - for standard input')
    .option('--as <format>', 'take every log for one of this format: filezilla, curl, vsftpd …')
    .option('--session <n>', 'the full report of this session in place of the worst one')
    .option('--follow', 'a line for each session as it ends, and no full report')
    .option('--json', 'the same as --format json')
    .option('--format <name>', 'terminal or json (default: terminal)')
    .option('-o, --output <file>', 'write the report to a file')
    .option('-v, --verbose', 'every walk, the transcript, and fixes for every product')
    .option('-q, --quiet', 'one line')
    .option('--no-color', 'no colour; NO_COLOR and FORCE_COLOR are heeded too')
    .addHelpText('after', examples)
    .action(async (files: string[], flags: AnalyzeFlags) => {
      checkInputs(files);
      await run(files, flags);
    });
}
