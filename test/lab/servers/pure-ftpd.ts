import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeAccounts } from './accounts.ts';
import { giveToLabUser, makeContent } from './content.ts';
import { requiredFile, whyNotInstalled } from './installed.ts';
import type { LabProgram, ServerOrder } from './lab-server.ts';
import { optionWords } from './option-words.ts';
import { whyNotRealRoot } from './rights.ts';
import { makeTlsFiles, type TlsFiles } from './tls-files.ts';

const daemon = 'usr/sbin/pure-ftpd';

/**
 * Debian's Pure-FTPd. Settings are its long options without dashes (`maxclientsperip`), with an empty value for those
 * that take none. It writes no log of its own.
 */
export const pureFtpd: LabProgram = {
  whyNotHere({ tls }, place) {
    if (tls === 'implicit') return 'Pure-FTPd has no implicit TLS';
    return whyNotInstalled('Pure-FTPd', daemon) ?? whyNotRealRoot('Pure-FTPd', place);
  },
  prepare(order) {
    const { folder, plan } = order;
    const homes = makeContent(folder, plan.files ?? 3);
    giveToLabUser(homes.lab);
    const run = join(folder, 'run');
    mkdirSync(run);
    const tls = makeTlsFiles(order);
    return {
      program: requiredFile(daemon),
      words: optionWords({ ...ownOptions(order), ...tlsOptions(tls), ...plan.settings }),
      // It keeps its list of sessions in /run/pure-ftpd.
      mounts: [...makeAccounts(folder, homes), { source: run, target: '/run' }],
      caFile: tls?.ca ?? null,
    };
  },
};

function ownOptions({ address, port, passivePorts, plan }: ServerOrder): Record<string, string> {
  return {
    bind: `${address},${port}`,
    passiveportrange: passivePorts.join(':'),
    ...(plan.passiveAddress === undefined ? {} : { forcepassiveip: plan.passiveAddress }),
    login: 'pam',
    pidfile: '/run/pure-ftpd.pid',
    dontresolve: '',
    // The share of the processor's time above which anonymous users may not download: a busy lab is not what is tested.
    maxload: '1000',
  };
}

/** 1: clear and encrypted sessions are both accepted. */
function tlsOptions(files: TlsFiles | null): Record<string, string> {
  return files === null ? {} : { tls: '1', certfile: files.both };
}
