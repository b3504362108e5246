import type { Scenario } from '../scenario.ts';

const ok = { status: 'ok', cause: 'none', side: 'none', rule: null } as const;

/** Servers that work, so that every finding about them is one too many. */
export const healthyScenarios: readonly Scenario[] = [
  { name: 'healthy', kind: 'fault', title: 'Everything works, without TLS', behaviour: {}, expect: ok },
  {
    name: 'healthy-tls',
    kind: 'fault',
    title: 'Everything works over explicit TLS',
    behaviour: { tls: { mode: 'explicit' } },
    expect: ok,
  },
  {
    name: 'healthy-implicit',
    kind: 'fault',
    title: 'Everything works over implicit TLS',
    options: { tls: 'implicit' },
    behaviour: { tls: { mode: 'implicit' }, product: 'filezilla-server' },
    expect: ok,
  },
  {
    name: 'healthy-ipv6',
    kind: 'fault',
    title: 'Everything works over IPv6, which means EPSV and EPRT',
    family: 6,
    behaviour: { product: 'pyftpdlib' },
    expect: ok,
  },
  {
    name: 'healthy-session-reuse',
    kind: 'fault',
    title: 'The server demands that data connections resume the TLS session, and gets it',
    behaviour: { tls: { mode: 'explicit', requiresResumption: true, requiresProtP: true } },
    expect: ok,
  },
  { name: 'healthy-proftpd', kind: 'fault', title: 'A healthy ProFTPD', behaviour: { product: 'proftpd' }, expect: ok },
  {
    name: 'healthy-pure-ftpd',
    kind: 'fault',
    title: 'A healthy Pure-FTPd',
    behaviour: { product: 'pure-ftpd' },
    expect: ok,
  },
  { name: 'healthy-iis', kind: 'fault', title: 'A healthy IIS', behaviour: { product: 'iis' }, expect: ok },
];
