import type { Question } from './question.ts';

/** For the whole visit. */
export const lftpLimitSeconds = 8;

/**
 * The words that make lftp list the directory in active mode: PORT over IPv4 and EPRT over IPv6, for it knows no other
 * way. What is sent and answered goes to stderr.
 */
export function lftpWords(question: Question): string[] {
  const { host, port, family, tls, user, password, path, activeAddress, activePorts } = question;
  const scheme = tls === 'implicit' ? 'ftps' : 'ftp';
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const settings: Readonly<Record<string, string | null>> = {
    'dns:order': family === 6 ? 'inet6' : 'inet',
    'ftp:passive-mode': 'no',
    'ftp:ssl-allow': tls === 'none' ? 'no' : 'yes',
    'ftp:ssl-allow-anonymous': 'yes',
    'ftp:ssl-force': tls === 'explicit' ? 'yes' : 'no',
    'ftp:ssl-protect-data': 'yes',
    'ftp:ssl-protect-list': 'yes',
    'ssl:verify-certificate': 'no',
    'ssl:check-hostname': 'no',
    'net:timeout': String(lftpLimitSeconds),
    'net:max-retries': '1',
    'ftp:port-ipv4': activeAddress,
    'ftp:port-range': activePorts === null ? null : `${activePorts.low}-${activePorts.high}`,
  };
  const script = [
    ...Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : [`set ${name} ${value}`])),
    'debug 5',
    `open -u ${quoted(user)},${quoted(password)} ${scheme}://${bracketed}:${port}`,
    ...(path === '' ? [] : [`cd ${quoted(path)}`]),
    'ls',
  ];
  return ['--norc', '-c', script.join('; ')];
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
