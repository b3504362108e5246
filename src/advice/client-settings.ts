import type { ModeCommand } from '../core/evidence.ts';

/** How one client is set to a mode. May hold the placeholders `{host}`, `{port}` and `{user}`. */
export interface ClientAdvice {
  readonly client: string;
  readonly setting: string;
  readonly commands: readonly string[];
}

/** What the clients are to be set to. */
export interface WantedMode {
  readonly mode: ModeCommand;
  /** Whether the session is encrypted. */
  readonly tls: boolean;
  /** Whether TLS starts with the connection (`ftps://`), not with AUTH TLS. */
  readonly implicit: boolean;
}

/** The settings of the clients that people use most. */
export function clientSettings(wanted: WantedMode): ClientAdvice[] {
  return wanted.mode === 'PASV' || wanted.mode === 'EPSV' ? passiveSettings(wanted) : activeSettings(wanted);
}

function passiveSettings(wanted: WantedMode): ClientAdvice[] {
  const extended = wanted.mode === 'EPSV';
  return [
    {
      client: 'FileZilla',
      setting: `Site Manager > Transfer Settings > Passive.${extended ? ' It uses EPSV over IPv6; over IPv4 it sends PASV and, by itself, replaces an address that cannot be reached with the server’s.' : ''}`,
      commands: [],
    },
    {
      client: 'WinSCP',
      setting: `Advanced > Connection > Passive mode.${extended ? ' Advanced > FTP > Force IP address for passive mode connections: On, if a listing still fails.' : ''} In scripts:`,
      commands: [`open ${winscpUrl(wanted)} -passive=on`],
    },
    {
      client: 'curl',
      setting: extended ? 'It tries EPSV first by itself.' : 'Keep it from trying EPSV first.',
      commands: [curlCommand(wanted, extended ? [] : ['--disable-epsv'])],
    },
    {
      client: 'lftp',
      setting: 'In ~/.lftprc or at its prompt:',
      commands: ['set ftp:passive-mode yes', `set ftp:prefer-epsv ${extended ? 'yes' : 'no'}`],
    },
    {
      client: 'Windows ftp.exe',
      setting:
        'Cannot be used: it knows no passive mode (QUOTE PASV does not help). Take curl.exe, which Windows brings too.',
      commands: [],
    },
  ];
}

function activeSettings(wanted: WantedMode): ClientAdvice[] {
  const extended = wanted.mode === 'EPRT';
  return [
    { client: 'FileZilla', setting: 'Site Manager > Transfer Settings > Active.', commands: [] },
    {
      client: 'WinSCP',
      setting: 'Advanced > Connection: clear Passive mode. In scripts:',
      commands: [`open ${winscpUrl(wanted)} -passive=off`],
    },
    {
      client: 'curl',
      setting: extended ? 'It tries EPRT first by itself.' : 'Keep it from trying EPRT first.',
      commands: [curlCommand(wanted, ['--ftp-port -', ...(extended ? [] : ['--disable-eprt'])])],
    },
    { client: 'lftp', setting: 'In ~/.lftprc or at its prompt:', commands: ['set ftp:passive-mode no'] },
    {
      client: 'Windows ftp.exe',
      setting: wanted.tls ? 'Cannot be used: it knows no TLS.' : 'Works as it is: it knows only active mode.',
      commands: [],
    },
  ];
}

function curlCommand({ tls, implicit }: WantedMode, options: readonly string[]): string {
  const encryption = tls && !implicit ? ['--ssl-reqd'] : [];
  const scheme = implicit ? 'ftps' : 'ftp';
  return ['curl', ...encryption, ...options, '--user {user}', `${scheme}://{host}:{port}/`].join(' ');
}

function winscpUrl({ tls, implicit }: WantedMode): string {
  if (implicit) return 'ftps://{user}@{host}:{port}/';
  return tls ? 'ftpes://{user}@{host}:{port}/' : 'ftp://{user}@{host}:{port}/';
}
