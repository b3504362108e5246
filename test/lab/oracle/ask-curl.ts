import type { ModeCommand } from '../../../src/core/evidence.ts';
import type { Question } from './question.ts';

/** For one mode; a mode that is silent takes all of it. */
export const curlLimitSeconds = 8;

/** The words that make curl list the directory in one mode, quietly but for its trace on stderr. */
export function curlWords(command: ModeCommand, question: Question): string[] {
  const { family, tls, user, password } = question;
  return [
    '--disable',
    '--silent',
    '--show-error',
    '--verbose',
    `-${family}`,
    ...['--max-time', String(curlLimitSeconds)],
    ...['--user', `${user}:${password}`],
    ...(tls === 'none' ? [] : ['--insecure']),
    ...(tls === 'explicit' ? ['--ssl-reqd'] : []),
    ...modeWords(command, question),
    urlOf(question),
  ];
}

/** Left to itself, curl repairs a 227 with the control connection's address. */
function modeWords(command: ModeCommand, question: Question): string[] {
  if (command === 'PASV') return ['--disable-epsv', '--no-ftp-skip-pasv-ip'];
  if (command === 'EPSV') return [];
  const active = ['--ftp-port', activeEnd(question)];
  return command === 'PORT' ? [...active, '--disable-eprt'] : active;
}

/** `-` is curl's word for the control connection's own address. */
function activeEnd({ activeAddress, activePorts }: Question): string {
  const address = activeAddress?.includes(':') ? `[${activeAddress}]` : (activeAddress ?? '-');
  return activePorts === null ? address : `${address}:${activePorts.low}-${activePorts.high}`;
}

function urlOf({ host, port, tls, path }: Question): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  // A path that begins at the root has to say so beyond the slash that ends the host (RFC 1738 §3.2.2).
  const folder = path === '' ? '' : `${path.split('/').map(encodeURIComponent).join('/').replace(/^\//, '%2F')}/`;
  return `${tls === 'implicit' ? 'ftps' : 'ftp'}://${bracketed}:${port}/${folder}`;
}
