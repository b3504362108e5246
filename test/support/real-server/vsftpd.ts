import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateFiles, makeCertificate } from './certificate.ts';
import { freePort, waitUntilListening } from './listening.ts';
import { type Place, spawnIn, thisMachine } from './place.ts';
import { killTree } from './process-tree.ts';
import { findProgram } from './program.ts';

/** Settings as in vsftpd.conf(5); null takes a default of ours away. */
type VsftpdSettings = Readonly<Record<string, string | null>>;

export interface VsftpdOptions {
  readonly settings?: VsftpdSettings;
  readonly place?: Place;
  /** Address to listen on, IPv4 or IPv6. */
  readonly address?: string;
  /** Control port; a free one when left out. */
  readonly port?: number;
  /** subjectAltName entries: a certificate is made with them, and TLS is offered. */
  readonly certificateNames?: readonly string[];
  /** How many files the anonymous root holds. */
  readonly files?: number;
}

export interface Vsftpd {
  readonly address: string;
  readonly port: number;
  /** `127.0.0.1:2121`, `[::1]:2121`: as a target on the command line. */
  readonly target: string;
  readonly certificate: CertificateFiles | null;
  /** What the server wrote to its log, every command and reply included. */
  log(): string;
  /** Ends the server with all its sessions and removes what it needed. */
  stop(): Promise<void>;
}

/** Starts Debian's vsftpd as root, anonymous only, with a configuration in a folder of its own. Rejects with its complaint. */
export async function startVsftpd(options: VsftpdOptions = {}): Promise<Vsftpd> {
  const { settings = {}, place = thisMachine, address = '127.0.0.1', certificateNames, files = 3 } = options;
  const port = options.port ?? (await freePort());
  const folder = makeFolders(files);
  const certificate = certificateNames ? makeCertificate(folder, certificateNames) : null;
  const configuration = { ...defaults(folder, address, port), ...tlsSettings(certificate), ...settings };
  const file = join(folder, 'vsftpd.conf');
  writeFileSync(file, configurationText(configuration));

  // vsftpd reports mistakes in its configuration on descriptor 0, whatever that is.
  const complaints = join(folder, 'complaints');
  const stdin = openSync(complaints, 'w+');
  const child = spawnIn(place, findProgram('vsftpd') ?? 'vsftpd', [file], {
    stdio: [stdin, 'ignore', 'ignore'],
    detached: true,
  });
  closeSync(stdin);
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // Sessions are processes of their own, each with a process group of its own, and outlive the server.
  const end = (): void => {
    if (child.pid !== undefined) killTree(child.pid);
  };
  process.on('exit', end);
  const stop = async (): Promise<void> => {
    end();
    await ended;
    process.off('exit', end);
    rmSync(folder, { recursive: true, force: true });
  };

  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  if (child.pid === undefined || !(await waitUntilListening(child.pid, port, isOver))) {
    const complaint = readFileSync(complaints, 'utf8').trim();
    await stop();
    throw new Error(`vsftpd did not start: ${complaint || 'no word from it'}`);
  }
  return {
    address,
    port,
    target: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
    certificate,
    log: () => readFileSync(join(folder, 'vsftpd.log'), 'utf8'),
    stop,
  };
}

function makeFolders(files: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-vsftpd-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'empty'), { mode: 0o555 });
  const root = join(folder, 'root');
  mkdirSync(root);
  for (let n = 1; n <= files; n++) writeFileSync(join(root, `file-${n}.txt`), `file ${n}\n`);
  // An anonymous root that its user could write to is refused: "refusing to run with writable root inside chroot()".
  chmodSync(root, 0o555);
  writeFileSync(join(folder, 'vsftpd.log'), '');
  return folder;
}

function defaults(folder: string, address: string, port: number): Record<string, string | null> {
  const isV6 = address.includes(':');
  return {
    background: 'NO',
    listen: isV6 ? 'NO' : 'YES',
    listen_ipv6: isV6 ? 'YES' : 'NO',
    [isV6 ? 'listen_address6' : 'listen_address']: address,
    listen_port: String(port),
    anonymous_enable: 'YES',
    local_enable: 'NO',
    // Any unprivileged user whose home exists; vsftpd visits it before the anonymous root. `nobody` has none on Debian.
    ftp_username: 'daemon',
    anon_root: join(folder, 'root'),
    secure_chroot_dir: join(folder, 'empty'),
    connect_from_port_20: 'YES',
    xferlog_enable: 'YES',
    log_ftp_protocol: 'YES',
    xferlog_std_format: 'NO',
    vsftpd_log_file: join(folder, 'vsftpd.log'),
    // Sandboxes that containers often do not allow; they change nothing a client can see.
    seccomp_sandbox: 'NO',
    isolate: 'NO',
    isolate_network: 'NO',
  };
}

function tlsSettings(files: CertificateFiles | null): Record<string, string> {
  if (files === null) return {};
  return {
    ssl_enable: 'YES',
    allow_anon_ssl: 'YES',
    force_local_logins_ssl: 'NO',
    force_local_data_ssl: 'NO',
    ssl_ciphers: 'HIGH',
    rsa_cert_file: files.certificate,
    rsa_private_key_file: files.key,
  };
}

function configurationText(configuration: VsftpdSettings): string {
  const lines = Object.entries(configuration).filter(([, value]) => value !== null);
  return lines.map(([name, value]) => `${name}=${value}\n`).join('');
}
