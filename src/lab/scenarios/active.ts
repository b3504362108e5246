import type { Scenario } from '../scenario.ts';

/** How long a server waits in vain for an answer to its SYN; vsftpd's default. */
const lostForMs = 60_000;

/** PORT and EPRT, up to the data connection. */
export const activeScenarios: readonly Scenario[] = [
  {
    name: 'active-refused-by-policy',
    kind: 'fault',
    title: 'The server refuses active mode (vsftpd with port_enable=NO)',
    behaviour: { port: 'refused', eprt: 'refused' },
    expect: { status: 'degraded', cause: 'mode-mismatch', side: 'server', rule: 'active-refused-by-policy' },
  },
  {
    name: 'eprt-refused',
    kind: 'fault',
    title: 'The server refuses EPRT and accepts PORT',
    behaviour: { eprt: 'refused', product: 'proftpd' },
    expect: { status: 'degraded', cause: 'mode-mismatch', side: 'server', rule: 'eprt-refused' },
  },
  {
    name: 'active-refused-client-nat',
    kind: 'fault',
    title: 'The client is behind a NAT, so the address in PORT is not the one that the server sees',
    client: '192.168.1.23',
    behaviour: { seesClientAs: '198.51.100.2' },
    expect: { status: 'degraded', cause: 'nat', side: 'client', rule: 'active-refused-client-nat' },
  },
  {
    name: 'active-connection-refused',
    kind: 'fault',
    title: "The server's data connection is refused at once: 425 within one round trip",
    behaviour: { port: 'connection-refused', eprt: 'connection-refused' },
    expect: { status: 'degraded', cause: 'firewall', side: 'unknown', rule: 'active-connection-refused' },
  },
  {
    name: 'active-connection-never-arrives',
    kind: 'fault',
    title: "A firewall drops the server's data connection: silence, and 425 after a minute",
    behaviour: { port: { lostForMs }, eprt: { lostForMs } },
    expect: { status: 'degraded', cause: 'firewall', side: 'unknown', rule: 'active-connection-never-arrives' },
  },
  {
    name: 'active-not-from-port-20',
    kind: 'fault',
    title: 'Active data connections come from any port, which strict client firewalls drop',
    behaviour: { port: 'from-any-port', eprt: 'from-any-port' },
    expect: { status: 'ok', cause: 'none', side: 'none', rule: null },
  },
  {
    name: 'active-from-other-address',
    kind: 'fault',
    title: "Active data connections come from another of the server's addresses",
    behaviour: { port: { connectsFrom: '127.0.0.2' }, eprt: { connectsFrom: '127.0.0.2' } },
    expect: { status: 'degraded', cause: 'server', side: 'server', rule: 'active-from-other-address' },
  },
];
