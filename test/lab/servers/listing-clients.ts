import { type Place, runIn } from '../../support/real-server/place.ts';
import { labUser } from './accounts.ts';
import type { LabServer } from './lab-server.ts';

/** How the data connection is to be made. */
export type Mode = 'PASV' | 'EPSV' | 'PORT' | 'EPRT';

export type Login = 'anonymous' | 'lab';

const limitMs = 15_000;

const curlOptions: Readonly<Record<Mode, readonly string[]>> = {
  PASV: ['--disable-epsv'],
  EPSV: [],
  PORT: ['--ftp-port', '-', '--disable-eprt'],
  EPRT: ['--ftp-port', '-'],
};

const credentials: Readonly<Record<Login, string>> = {
  anonymous: 'anonymous:test@example.test',
  lab: `${labUser.name}:${labUser.password}`,
};

const hostOf = ({ address }: LabServer): string => (address.includes(':') ? `[${address}]` : address);

/** The lines of a listing without TLS, by curl in exactly this mode. Rejects with what curl and the server say. */
export async function listByCurl(place: Place, server: LabServer, mode: Mode, login: Login): Promise<string[]> {
  const words = ['-sS', '-u', credentials[login], ...curlOptions[mode], `ftp://${hostOf(server)}:${server.port}/`];
  return lines(place, server, 'curl', words);
}

/**
 * The lines of a listing with TLS on both connections, by lftp: curl 7.88 never begins the handshake of an active one.
 */
export async function listByLftp(place: Place, server: LabServer, passive: boolean, login: Login): Promise<string[]> {
  const settings = {
    'ftp:ssl-allow-anonymous': 'yes',
    'ftp:ssl-force': 'yes',
    'ftp:ssl-protect-data': 'yes',
    'ftp:ssl-protect-list': 'yes',
    'ftp:passive-mode': passive ? 'yes' : 'no',
    'ssl:ca-file': server.caFile ?? '',
    'net:max-retries': '1',
  };
  const [user, password] = credentials[login].split(':');
  const scheme = server.port === 990 ? 'ftps' : 'ftp';
  const script = [
    ...Object.entries(settings).map(([name, value]) => `set ${name} ${value}`),
    `open ${scheme}://${hostOf(server)}:${server.port}`,
    `user ${user} ${password}`,
    'ls',
  ];
  return lines(place, server, 'lftp', ['-c', script.join('; ')]);
}

async function lines(place: Place, server: LabServer, client: string, words: readonly string[]): Promise<string[]> {
  const { exitCode, stdout, stderr, cut } = await runIn(place, client, words, { limitMs });
  if (exitCode === 0) return stdout.split('\n').filter(line => line !== '');
  const complaint = cut ? `no answer within ${limitMs} ms` : stderr.trim();
  throw new Error(`${client} ${words.join(' ')}: ${complaint}\n${server.log()}`);
}
