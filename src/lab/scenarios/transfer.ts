import type { Product, TransferCode } from '../behaviour.ts';
import type { Scenario } from '../scenario.ts';

/** The verdict on each refusal; a code that is not here has none of its own. */
const verdicts: Readonly<Partial<Record<TransferCode, Scenario['expect']>>> = {
  425: { status: 'failed', cause: 'server', side: 'server', rule: 'data-connection-denied' },
  426: { status: 'failed', cause: 'network', side: 'unknown', rule: 'transfer-aborted' },
  450: { status: 'failed', cause: 'server', side: 'server', rule: 'path-not-listable' },
  451: { status: 'failed', cause: 'server', side: 'server', rule: 'transfer-local-error' },
  452: { status: 'failed', cause: 'server', side: 'server', rule: 'storage-exhausted' },
  522: { status: 'failed', cause: 'tls', side: 'client', rule: 'prot-p-required' },
  534: { status: 'failed', cause: 'tls', side: 'client', rule: 'prot-p-required' },
};

function refused(code: TransferCode, title: string, product: Product, when: 'refusedWith' | 'brokenOffWith'): Scenario {
  const transfer = when === 'refusedWith' ? { refusedWith: code } : { brokenOffWith: code };
  const expect = verdicts[code] ?? null;
  return { name: `transfer-refused-${code}`, kind: 'fault', title, behaviour: { product, transfer }, expect };
}

/** What happens once the data connection stands. */
export const transferScenarios: readonly Scenario[] = [
  {
    name: 'transfer-stalled',
    kind: 'fault',
    title: 'The data connection opens, and not a byte of the listing comes',
    behaviour: { transfer: 'stall-after-open' },
    expect: { status: 'failed', cause: 'network', side: 'path', rule: 'transfer-stalled' },
  },
  {
    name: 'transfer-stalled-midway',
    kind: 'fault',
    title: 'The listing stops halfway',
    behaviour: { transfer: 'stall-midway' },
    expect: { status: 'failed', cause: 'network', side: 'path', rule: 'transfer-stalled' },
  },
  {
    name: 'path-not-listable',
    kind: 'fault',
    title: 'The server refuses to list the directory',
    behaviour: { transfer: { refusedWith: 550 } },
    expect: { status: 'failed', cause: 'server', side: 'server', rule: 'path-not-listable' },
  },
  refused(425, 'The server says that it cannot open the data connection', 'proftpd', 'refusedWith'),
  refused(426, 'The server breaks off the transfer', 'vsftpd', 'brokenOffWith'),
  refused(450, 'The directory is busy', 'proftpd', 'refusedWith'),
  refused(451, 'The server fails while it reads the directory', 'vsftpd', 'brokenOffWith'),
  refused(452, 'The server has no space left', 'proftpd', 'refusedWith'),
  refused(522, 'The server wants data connections encrypted', 'vsftpd', 'refusedWith'),
  refused(534, "The server's policy demands TLS on data connections", 'iis', 'refusedWith'),
];
