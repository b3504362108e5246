import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { type ModeCommand, modeCommands, type TlsMode } from '../core/evidence.ts';
import { isSafeArgument } from '../ftp/command.ts';
import { parseTarget } from '../ftp/target.ts';
import type { ProbeOptions } from '../probe/options.ts';
import { readCertificates } from './certificates.ts';
import type { CheckFlags } from './check-flags.ts';
import { parseDuration } from './duration.ts';
import { UsageError } from './usage-error.ts';

/** What to measure, all but who logs in. */
export type CheckOptions = Omit<ProbeOptions, 'user' | 'password'>;

/** Who the command line wants to log in as; what it leaves open is looked up elsewhere. */
export interface WantedLogin {
  readonly user: string | null;
  /** The password that the URL carried. */
  readonly urlPassword: string | null;
}

/** Checks the whole command line. Throws {@link UsageError} at the first thing that is wrong. */
export function readCheckOptions(
  targetText: string,
  flags: CheckFlags,
): { readonly options: CheckOptions; readonly login: WantedLogin } {
  const target = parseTarget(targetText, domainToASCII);
  if (!target.ok) throw new UsageError(target.problem);
  const { host, user: urlUser, password: urlPassword } = target.value;
  const tls = readTls(flags.tls, target.value.tls);
  const sourceAddress = readAddress('--source', flags.source);
  const idleMs =
    flags.idle === undefined ? 0 : readTimeout('--idle', flags.idle, { leastMs: 1_000, mostMs: 3_600_000 });
  const options: CheckOptions = {
    host,
    port: target.value.port ?? (tls === 'implicit' ? 990 : 21),
    tls,
    path: readLine('--path', flags.path) ?? target.value.path ?? '',
    family: readFamily(flags, host, sourceAddress),
    address: null,
    modes: readModes(flags.modes),
    sourceAddress,
    activeAddress: readAddress('--active-address', flags.activeAddress),
    activePorts: readPorts(flags.activePorts),
    cacert: flags.cacert === undefined ? null : readCertificates(flags.cacert),
    insecure: flags.insecure ?? false,
    followUps: readScope(flags),
    trace: flags.trace ?? false,
    idleMs,
    connectTimeoutMs: readTimeout('--connect-timeout', flags.connectTimeout ?? '10', { leastMs: 100, mostMs: 300_000 }),
    totalTimeoutMs: idleMs + readTimeout('--timeout', flags.timeout ?? '60', { leastMs: 1_000, mostMs: 3_600_000 }),
  };
  return { options, login: { user: readUser(flags.user, urlUser), urlPassword } };
}

function readUser(flag: string | undefined, urlUser: string | null): string | null {
  const user = readLine('--user', flag);
  if (user === '') throw new UsageError('--user is empty: name the user, or leave it out to log in as anonymous');
  if (user !== null && urlUser !== null && user !== urlUser) {
    throw new UsageError(`the URL names user ${urlUser} and --user names ${user}: give one of them`);
  }
  return user ?? urlUser;
}

/** CR, LF and NUL would end a command on the control connection and begin another. */
function readLine(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!isSafeArgument(text)) throw new UsageError(`${option} must be a single line of text`);
  return text;
}

const tlsModes: readonly TlsMode[] = ['auto', 'explicit', 'implicit', 'off'];

function readTls(flag: string | undefined, scheme: 'implicit' | 'explicit' | null): TlsMode {
  if (flag === undefined) return scheme ?? 'auto';
  const wanted = tlsModes.find(mode => mode === flag);
  if (wanted === undefined) throw new UsageError(`--tls ${flag} is not known: use ${tlsModes.join(', ')}`);
  if (scheme !== null && wanted !== 'auto' && scheme !== wanted) {
    throw new UsageError(`the URL asks for ${scheme} TLS and --tls for ${wanted}: give one of them`);
  }
  return wanted === 'auto' ? (scheme ?? 'auto') : wanted;
}

function readAddress(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  const address = text.replace(/^\[(.*)\]$/, '$1');
  if (isIP(address) === 0) throw new UsageError(`${option} ${text} is not an IP address, such as 192.0.2.10`);
  return address;
}

function readFamily(flags: CheckFlags, host: string, source: string | null): 4 | 6 | null {
  if (flags.ipv4 && flags.ipv6) throw new UsageError('-4 and -6 exclude each other: give one, or neither for both');
  const wanted = flags.ipv4 ? 4 : flags.ipv6 ? 6 : familyOf(source);
  const literal = familyOf(host);
  if (wanted !== null && literal !== null && wanted !== literal) {
    const asked = flags.ipv4 || flags.ipv6 ? `-${wanted}` : `--source ${source}`;
    throw new UsageError(`${host} is an IPv${literal} address, which ${asked} rules out`);
  }
  if (source !== null && familyOf(source) !== wanted) {
    throw new UsageError(`--source ${source} is not an IPv${wanted} address, which -${wanted} asks for`);
  }
  return wanted;
}

function familyOf(address: string | null): 4 | 6 | null {
  const family = address === null ? 0 : isIP(address);
  return family === 4 || family === 6 ? family : null;
}

const modesByName: Readonly<Record<string, readonly ModeCommand[]>> = {
  pasv: ['PASV'],
  epsv: ['EPSV'],
  port: ['PORT'],
  eprt: ['EPRT'],
  passive: ['PASV', 'EPSV'],
  active: ['PORT', 'EPRT'],
  all: modeCommands,
};

function readModes(text = 'all'): readonly ModeCommand[] {
  const names = text
    .toLowerCase()
    .split(',')
    .map(name => name.trim());
  const wanted = names.flatMap(name => {
    const modes = Object.hasOwn(modesByName, name) ? modesByName[name] : undefined;
    if (modes === undefined) {
      throw new UsageError(
        `--modes ${text}: “${name}” is no mode; name some of ${Object.keys(modesByName).join(', ')}`,
      );
    }
    return modes;
  });
  return modeCommands.filter(mode => wanted.includes(mode));
}

function readScope({ quick, thorough }: CheckFlags): CheckOptions['followUps'] {
  if (quick && thorough) throw new UsageError('--quick and --thorough exclude each other: give one, or neither');
  if (quick) return 'none';
  return thorough ? 'thorough' : 'usual';
}

function readPorts(text: string | undefined): CheckOptions['activePorts'] {
  if (text === undefined) return null;
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const low = Number(match?.[1]);
  const high = Number(match?.[2] ?? match?.[1]);
  if (match === null || low < 1024 || high > 65_535 || low > high) {
    throw new UsageError(`--active-ports ${text} is not a range LOW-HIGH within 1024-65535, such as 50000-50010`);
  }
  return { low, high };
}

function readTimeout(option: string, text: string, range: { leastMs: number; mostMs: number }): number {
  const duration = parseDuration(text);
  if (duration === null) {
    throw new UsageError(`${option} ${text} is not a duration: write seconds (10), or a unit (500ms, 10s, 2m)`);
  }
  if (duration < range.leastMs || duration > range.mostMs) {
    throw new UsageError(`${option} ${text} is outside of ${range.leastMs / 1_000} to ${range.mostMs / 1_000} seconds`);
  }
  return duration;
}
