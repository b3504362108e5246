import { accessSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Finished, type Place, type RunOptions, runIn } from '../support/real-server/place.ts';
import { findProgram } from '../support/real-server/program.ts';

/** One listing, as each tool is asked for it. */
export interface Listing {
  readonly host: string;
  readonly port: number;
  readonly family: 'passive' | 'active';
  /** `off` never asks for TLS; `auto` uses it when the server has it. */
  readonly tls: 'off' | 'auto';
}

/** A command-line program that can list a directory over FTP. */
export interface Tool {
  readonly name: string;
  readonly program: string;
  /** Its version, as one short text. */
  readonly version: readonly string[];
  list(listing: Listing): readonly string[];
}

/** Where our own command lives; the benchmark runs it exactly as a user does. */
export const ftpdiagScript = resolve('bin/ftpdiag.js');

/**
 * The environment of every program measured: without NODE_EXTRA_CA_CERTS, which alone adds some 75 ms to a start of Node,
 * and without anything that would choose a proxy or a login.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: '/nonexistent', TERM: 'dumb' };
}

/** The words that run our own check. */
export function ftpdiagCheck(host: string, port: number, ...options: readonly string[]): readonly string[] {
  const target = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return [ftpdiagScript, 'check', '--json', ...options, target];
}

/** Runs a tool in a place, in the clean environment. */
export function runTool(
  place: Place,
  tool: Tool,
  words: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  return runIn(place, tool.program, words, { env: cleanEnvironment(), ...options });
}

export const ftpdiag: Tool = {
  name: 'ftpdiag',
  program: process.execPath,
  version: [ftpdiagScript, '--version'],
  list: ({ host, port, family, tls }) =>
    ftpdiagCheck(host, port, '--modes', family === 'passive' ? 'epsv' : 'port', '--tls', tls, '--insecure'),
};

function curl(program: string): Tool {
  return {
    name: 'curl',
    program,
    version: ['--version'],
    list: ({ host, port, family, tls }) => [
      '--silent',
      '--insecure',
      ...(family === 'active' ? ['--ftp-port', '-', '--disable-eprt'] : []),
      ...(tls === 'auto' ? ['--ssl'] : []),
      `ftp://${host}:${port}/`,
    ],
  };
}

function lftp(program: string): Tool {
  return {
    name: 'lftp',
    program,
    version: ['--version'],
    list({ host, port, family, tls }) {
      const settings = {
        'ftp:passive-mode': family === 'passive',
        'ftp:ssl-allow': tls === 'auto',
        'ftp:ssl-allow-anonymous': tls === 'auto',
        'ftp:ssl-protect-data': tls === 'auto',
        'ssl:verify-certificate': false,
      };
      const lines = Object.entries(settings).map(([name, value]) => `set ${name} ${value};`);
      return ['--norc', '-e', `${lines.join(' ')} ls; bye`, `ftp://${host}:${port}`];
    },
  };
}

function ftplib(program: string): Tool {
  return {
    name: 'python ftplib',
    program,
    version: ['--version'],
    list: ({ host, port, family, tls }) => [
      '-c',
      [
        'import ftplib',
        `ftp = ftplib.${tls === 'auto' ? 'FTP_TLS' : 'FTP'}()`,
        `ftp.connect('${host}', ${port})`,
        'ftp.login()',
        ...(tls === 'auto' ? ['ftp.prot_p()'] : []),
        `ftp.set_pasv(${family === 'passive' ? 'True' : 'False'})`,
        'ftp.dir()',
        'ftp.quit()',
      ].join('\n'),
    ],
  };
}

/** Our own command, then those peers that this machine has. */
export function findTools(): readonly Tool[] {
  const makers: readonly [string | null, (program: string) => Tool][] = [
    [findProgram('curl'), curl],
    [findProgram('lftp'), lftp],
    // Version managers put slow shims before the real interpreter.
    [existing('/usr/bin/python3') ?? findProgram('python3'), ftplib],
  ];
  return [ftpdiag, ...makers.flatMap(([program, make]) => (program === null ? [] : [make(program)]))];
}

function existing(path: string): string | null {
  try {
    accessSync(path);
    return path;
  } catch {
    return null;
  }
}
