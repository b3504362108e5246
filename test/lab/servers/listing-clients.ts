import { type Finished, type Place, runIn } from '../../support/real-server/place.ts';
import { labUser } from './accounts.ts';
import type { LabServer } from './lab-server.ts';

/** How the data connection is to be made. */
export type Mode = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';

/** `user:password` of those whom every server knows. */
export const logins = {
  anonymous: 'anonymous:test@example.test',
  lab: `${labUser.name}:${labUser.password}`,
} as const;

const limitMs = 15_000;

const curlOptions: Readonly<Record<Mode, readonly string[]>> = {
  PASV: ['--disable-epsv'],
  EPSV: [],
  PORT: ['--ftp-port', '-', '--disable-eprt'],
  EPRT: ['--ftp-port', '-'],
};

const hostOf = ({ address }: LabServer): string => (address.includes(':') ? `[${address}]` : address);

/** Runs curl against the server's root directory, whatever comes of it; `-v`, so that its errors hold the replies. */
export function runCurl(place: Place, server: LabServer, words: readonly string[]): Promise<Finished> {
  const target = `ftp://${hostOf(server)}:${server.port}/`;
  return runIn(place, 'curl', ['-v', '-sS', ...words, target], { limitMs });
}

/** The lines of a listing without TLS, by curl in exactly this mode. Rejects with what curl and the server say. */
export async function listByCurl(place: Place, server: LabServer, mode: Mode, login: string): Promise<string[]> {
  return linesOf(await runCurl(place, server, ['-u', login, ...curlOptions[mode]]), server);
}

interface LftpOptions {
  readonly passive: boolean;
  readonly login: string;
  readonly tls: boolean;
}

/** Lists with lftp, whatever comes of it, and lets it tell about its connections. */
export function runLftp(place: Place, server: LabServer, { passive, login, tls }: LftpOptions): Promise<Finished> {
  const settings = {
    'ftp:passive-mode': passive,
    'ftp:ssl-allow': tls,
    'ftp:ssl-allow-anonymous': tls,
    'ftp:ssl-force': tls,
    'ftp:ssl-protect-list': tls,
  };
  const [user, password] = login.split(':');
  const scheme = server.port === 990 ? 'ftps' : 'ftp';
  const script = [
    ...Object.entries(settings).map(([name, value]) => `set ${name} ${value ? 'yes' : 'no'}`),
    `set ssl:ca-file "${server.caFile ?? ''}"`,
    'set net:max-retries 1',
    'debug 5',
    `open ${scheme}://${hostOf(server)}:${server.port}`,
    `user ${user} ${password}`,
    'ls',
  ];
  return runIn(place, 'lftp', ['-c', script.join('; ')], { limitMs });
}

/**
 * The lines of a listing with TLS on both connections, by lftp: curl 7.88 never begins the handshake of an active one.
 * Rejects with what lftp and the server say.
 */
export async function listByLftp(place: Place, server: LabServer, passive: boolean, login: string): Promise<string[]> {
  return linesOf(await runLftp(place, server, { passive, login, tls: true }), server);
}

function linesOf({ exitCode, stdout, stderr, cut }: Finished, server: LabServer): string[] {
  if (exitCode === 0) return stdout.split('\n').filter(line => line !== '');
  throw new Error(`${cut ? `no end within ${limitMs} ms\n` : ''}${stderr}\n${server.log()}`);
}
