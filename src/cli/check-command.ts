import { Command } from 'commander';
import type { CheckFlags } from './check-flags.ts';
import { nearNames } from './near-names.ts';
import { UsageError } from './usage-error.ts';

const examples = `
Passwords come from --password-stdin, --password-file, the URL, FTPDIAG_PASSWORD, a netrc file ($NETRC, ~/.netrc), or a
prompt; the first that has one wins. Without a user, the login is anonymous.

Exit codes: 0 every mode works, 1 degraded, 2 no data can be moved, 3 inconclusive, 64 wrong usage, 130 interrupted.

Examples:
  ftpdiag ftp.example.com
  ftpdiag check -u alice --tls explicit ftp.example.com:2121
  ftpdiag check --active-ports 50000-50010 --active-address 203.0.113.7 ftp.example.com
  ftpdiag check --json ftps://alice@ftp.example.com/reports < /dev/null`;

/** `ftpdiag check`, with its options; `run` gets them as they were given. */
export function checkCommand(run: (target: string, flags: CheckFlags) => Promise<void>): Command {
  return new Command('check')
    .description('Find out which FTP modes work with a server, where the others break, and what to change')
    .argument('TARGET', 'host, host:port, [v6]:port, or ftp://, ftps://, ftpes://user@host:port/path')
    .optionsGroup('Login:')
    .option('-u, --user <name>', 'user to log in as (default: anonymous)')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .option('--password-file <file>', 'read the password from the first line of a file')
    .option('--netrc-file <file>', 'netrc file to use in place of $NETRC or ~/.netrc')
    .optionsGroup('Network:')
    .option('-4, --ipv4', 'only IPv4')
    .option('-6, --ipv6', 'only IPv6')
    .option('--all-addresses', 'check every address of the name, one after the other')
    .option('--source <address>', 'local address to connect from')
    .option('--connect-timeout <time>', 'longest wait for one connection (default: 10s)')
    .option('--timeout <time>', 'longest duration of the whole run (default: 60s)')
    .optionsGroup('Modes:')
    .option('--modes <list>', 'some of pasv, epsv, port, eprt, passive, active, all (default: all)')
    .option('--path <directory>', 'directory to list (default: the one after login)')
    .option('--active-address <address>', 'address to announce in PORT and EPRT, when it is not our own')
    .option('--active-ports <low-high>', 'ports to listen on in active mode, within 1024-65535')
    .optionsGroup('Experiments, run where the four modes leave more than one cause open:')
    .option('--quick', 'run none of them')
    .option('--thorough', 'run more of them, for up to 30 s in place of 10 s')
    .option('--trace', 'find out hop by hop how far packets come, for up to 30 s')
    .option('--idle <time>', 'leave a control connection silent for so long, to find out whether it survives')
    .optionsGroup('TLS:')
    .option('--tls <mode>', 'auto, explicit, implicit or off (default: auto, which uses it where offered)')
    .option('--cacert <file>', 'PEM file of further authorities to trust')
    .option('--insecure', 'do not judge certificates')
    .optionsGroup('Packets, which are recorded by themselves where this user may (root, or CAP_NET_RAW):')
    .option('--capture <file>', "write this run's own packets to a pcap file, without passwords")
    .option('--capture-secrets', 'leave passwords in that file')
    .option('--no-capture', 'record none')
    .optionsGroup('Output:')
    .option('--json', 'the same as --format json')
    .option('--format <name>', 'terminal or json (default: terminal)')
    .option('-o, --output <file>', 'write the report to a file')
    .option('-v, --verbose', 'every walk, the transcript, certificates, and fixes for every product')
    .option('-q, --quiet', 'one line')
    .option('--no-color', 'no colour; NO_COLOR and FORCE_COLOR are heeded too')
    .addHelpText('after', examples)
    .allowExcessArguments()
    .action(async (target: string, flags: CheckFlags, { args }: Command) => {
      if (args.length > 1) throw new UsageError(tooMany(target, args.length));
      await run(target, flags);
    });
}

/** What looks like two targets is most often a mistyped command. */
function tooMany(first: string, count: number): string {
  const [meant] = nearNames(first, ['check', 'analyze', 'redact', 'demo', 'doctor', 'explain', 'schema', 'help'], 1);
  return meant === undefined
    ? `${count} targets are given, and one is checked at a time: ftpdiag TARGET`
    : `there is no command ${first}: did you mean ${meant}?`;
}
