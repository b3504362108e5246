import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anonymousUser, makeAccounts } from './accounts.ts';
import { giveToLabUser, makeContent } from './content.ts';
import { requiredFile, whyNotInstalled } from './installed.ts';
import type { LabProgram, ServerOrder } from './lab-server.ts';
import { whyNotRealRoot } from './rights.ts';
import { makeTlsFiles, type TlsFiles } from './tls-files.ts';

/** Debian's vsftpd. Settings are those of vsftpd.conf(5); an empty value takes one of the lab's away. */
export const vsftpd: LabProgram = {
  whyNotHere: (_plan, place) => whyNotInstalled('vsftpd', 'usr/sbin/vsftpd') ?? whyNotRealRoot('vsftpd', place),
  prepare(order) {
    const { folder, plan } = order;
    const homes = makeContent(folder, plan.files ?? 3);
    giveToLabUser(homes.lab);
    mkdirSync(join(folder, 'empty'), { mode: 0o555 });
    const logFile = join(folder, 'vsftpd.log');
    writeFileSync(logFile, '');
    const tls = makeTlsFiles(order);
    const configuration = {
      ...ownSettings(order, homes.anonymous, logFile),
      ...tlsSettings(order, tls),
      ...plan.settings,
    };
    const file = join(folder, 'vsftpd.conf');
    const lines = Object.entries(configuration).filter(([, value]) => value !== '');
    writeFileSync(file, lines.map(([name, value]) => `${name}=${value}\n`).join(''));
    return {
      program: requiredFile('usr/sbin/vsftpd'),
      words: [file],
      mounts: makeAccounts(folder, homes),
      caFile: tls?.ca ?? null,
      logFile,
    };
  },
};

function ownSettings(order: ServerOrder, anonymousRoot: string, logFile: string): Record<string, string> {
  const { address, port, passivePorts, folder, plan } = order;
  const isV6 = address.includes(':');
  return {
    background: 'NO',
    listen: isV6 ? 'NO' : 'YES',
    listen_ipv6: isV6 ? 'YES' : 'NO',
    [isV6 ? 'listen_address6' : 'listen_address']: address,
    listen_port: String(port),
    pasv_min_port: String(passivePorts[0]),
    pasv_max_port: String(passivePorts[1]),
    ...(plan.passiveAddress === undefined ? {} : { pasv_address: plan.passiveAddress }),
    connect_from_port_20: 'YES',
    anonymous_enable: 'YES',
    anon_root: anonymousRoot,
    ftp_username: anonymousUser,
    local_enable: 'YES',
    pam_service_name: 'vsftpd',
    secure_chroot_dir: join(folder, 'empty'),
    xferlog_enable: 'YES',
    xferlog_std_format: 'NO',
    log_ftp_protocol: 'YES',
    vsftpd_log_file: logFile,
    // Sandboxes that containers often do not allow; they change nothing that a client can see.
    seccomp_sandbox: 'NO',
    isolate: 'NO',
    isolate_network: 'NO',
  };
}

function tlsSettings({ tls }: ServerOrder, files: TlsFiles | null): Record<string, string> {
  if (files === null) return {};
  return {
    ssl_enable: 'YES',
    implicit_ssl: tls === 'implicit' ? 'YES' : 'NO',
    allow_anon_ssl: 'YES',
    force_local_logins_ssl: 'NO',
    force_local_data_ssl: 'NO',
    require_ssl_reuse: 'NO',
    ssl_ciphers: 'HIGH',
    rsa_cert_file: files.certificate,
    rsa_private_key_file: files.key,
  };
}
