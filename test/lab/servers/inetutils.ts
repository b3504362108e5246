import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAccounts } from './accounts.ts';
import { giveToLabUser, makeContent } from './content.ts';
import { requiredFile, whyNotInstalled } from './installed.ts';
import type { LabProgram } from './lab-server.ts';
import { optionWords } from './option-words.ts';
import { hasOwnNetwork, whyNotRealRoot } from './rights.ts';

const product = 'inetutils ftpd';
const daemon = 'usr/sbin/ftpd';

/** Sets the range of ephemeral ports of the network it runs in. */
const setRange = (low: number, high: number): string =>
  `echo "${low} ${high}" > /proc/sys/net/ipv4/ip_local_port_range`;

/** Linux's own, which every new network has. */
const usualRange = [32_768, 60_999] as const;

/**
 * Debian's inetutils-ftpd, which listens on every address of the family, and takes all ephemeral ports of its network
 * for passive ones. Its active data connections come from any port. Settings are its long options without dashes, with an empty value for those that take none. It
 * writes no log of its own.
 */
export const inetutils: LabProgram = {
  whyNotHere({ tls = 'none', passiveAddress }, place) {
    if (tls !== 'none') return `${product} has no TLS`;
    if (passiveAddress !== undefined) return `${product} cannot announce another address`;
    return whyNotInstalled(product, daemon) ?? whyNotRealRoot(product, place);
  },
  prepare({ folder, plan, place, address, port, passivePorts }) {
    if (!hasOwnNetwork(place)) throw new Error(`${product} would change the ephemeral ports of this machine`);
    const homes = makeContent(folder, plan.files ?? 3);
    giveToLabUser(homes.lab);
    // It listens on the port that /etc/services gives for FTP, and has no option for another.
    const services = join(folder, 'services');
    writeFileSync(services, `ftp ${port}/tcp\n`);
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    const options = optionWords({ daemon: '', pidfile: join(folder, 'ftpd.pid'), [family]: '', ...plan.settings });
    return {
      program: 'sh',
      words: ['-c', `${setRange(...passivePorts)} && exec "$@"`, 'sh', requiredFile(daemon), ...options],
      afterwards: ['sh', '-c', setRange(...usualRange)],
      mounts: [...makeAccounts(folder, homes), { source: services, target: '/etc/services' }],
      detachesItself: true,
    };
  },
};
