import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymousUser, type Homes, makeAccounts } from './accounts.ts';
import { giveToLabUser, makeContent } from './content.ts';
import { requiredFile, whyNotInstalled } from './installed.ts';
import type { LabProgram, ServerOrder } from './lab-server.ts';
import { whyNotRealRoot } from './rights.ts';
import { makeTlsFiles, type TlsFiles } from './tls-files.ts';

const daemon = 'usr/sbin/proftpd';
const modules = 'usr/lib/proftpd';

/**
 * Debian's ProFTPD, with mod_tls from proftpd-mod-crypto. Settings are its directives; a name in angle brackets makes a
 * section of that name (`'<Limit EPSV>': 'DenyAll'`), and several lines in a value several directives of one
 * name, and an empty value takes one of the lab's away.
 */
export const proftpd: LabProgram = {
  whyNotHere: (_plan, place) =>
    whyNotInstalled('ProFTPD', daemon, `${modules}/mod_tls.so`) ?? whyNotRealRoot('ProFTPD', place),
  prepare(order) {
    const { folder, plan } = order;
    const homes = makeContent(folder, plan.files ?? 3);
    giveToLabUser(homes.lab);
    const logFile = join(folder, 'proftpd.log');
    writeFileSync(logFile, '');
    const tls = makeTlsFiles(order);
    const directives = { ...ownDirectives(order, logFile), ...tlsDirectives(order, tls), ...plan.settings };
    const file = join(folder, 'proftpd.conf');
    writeFileSync(file, [...Object.entries(directives).map(configurationText), anonymousSection(homes)].join(''));
    return {
      program: requiredFile(daemon),
      words: ['--nodaemon', '--config', file],
      mounts: makeAccounts(folder, homes),
      caFile: tls?.ca ?? null,
      logFile,
    };
  },
};

function ownDirectives(order: ServerOrder, logFile: string): Record<string, string> {
  const { address, port, passivePorts, folder, plan } = order;
  return {
    ModulePath: requiredFile(modules),
    ...(order.tls === 'none' ? {} : { LoadModule: 'mod_tls.c' }),
    ServerName: '"lab"',
    ServerType: 'standalone',
    DefaultServer: 'on',
    DefaultAddress: address,
    SocketBindTight: 'on',
    UseIPv6: address.includes(':') ? 'on' : 'off',
    UseReverseDNS: 'off',
    Port: String(port),
    PassivePorts: passivePorts.join(' '),
    ...(plan.passiveAddress === undefined ? {} : { MasqueradeAddress: plan.passiveAddress }),
    User: 'nobody',
    Group: 'nogroup',
    // Without root it could not connect from port 20.
    RootRevoke: 'off',
    AuthPAMConfig: 'proftpd',
    AuthOrder: 'mod_auth_pam.c* mod_auth_unix.c',
    PidFile: join(folder, 'proftpd.pid'),
    ScoreboardFile: join(folder, 'proftpd.scoreboard'),
    DelayTable: 'none',
    WtmpLog: 'off',
    SystemLog: join(folder, 'proftpd.system.log'),
    TransferLog: 'none',
    LogFormat: 'exchange "%t %a %r: %s %S"',
    ExtendedLog: `${logFile} ALL exchange`,
  };
}

function tlsDirectives({ tls }: ServerOrder, files: TlsFiles | null): Record<string, string> {
  if (files === null) return {};
  return {
    TLSEngine: 'on',
    TLSProtocol: 'TLSv1.2 TLSv1.3',
    TLSRequired: 'off',
    TLSECCertificateFile: files.certificate,
    TLSECCertificateKeyFile: files.key,
    TLSOptions: ['NoSessionReuseRequired', ...(tls === 'implicit' ? ['UseImplicitSSL'] : [])].join(' '),
  };
}

function configurationText([name, value]: readonly [string, string]): string {
  if (value === '') return '';
  const section = /^<(\w+).*>$/.exec(name)?.[1];
  if (section !== undefined) return `${name}\n${value}\n</${section}>\n`;
  return value
    .split('\n')
    .map(line => `${name} ${line}\n`)
    .join('');
}

function anonymousSection({ anonymous }: Homes): string {
  const lines = [`User ${anonymousUser}`, `Group ${anonymousUser}`, `UserAlias anonymous ${anonymousUser}`];
  return `<Anonymous ${anonymous}>\n${[...lines, 'RequireValidShell off'].join('\n')}\n</Anonymous>\n`;
}
