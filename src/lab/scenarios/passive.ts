import type { Scenario } from '../scenario.ts';

const refused = (rule: string) => ({ status: 'degraded', cause: 'mode-mismatch', side: 'server', rule }) as const;
const nat = (rule: string) => ({ status: 'degraded', cause: 'nat', side: 'server', rule }) as const;

/** PASV and EPSV, up to the data connection. */
export const passiveScenarios: readonly Scenario[] = [
  {
    name: 'pasv-refused',
    kind: 'fault',
    title: 'The server refuses PASV and accepts EPSV',
    behaviour: { pasv: 'refused' },
    expect: refused('pasv-refused'),
  },
  {
    name: 'epsv-refused',
    kind: 'fault',
    title: 'The server refuses EPSV and accepts PASV',
    behaviour: { epsv: 'refused' },
    expect: refused('epsv-refused'),
  },
  {
    name: 'passive-refused',
    kind: 'fault',
    title: 'The server refuses passive mode altogether (vsftpd with pasv_enable=NO)',
    behaviour: { pasv: 'refused', epsv: 'refused' },
    expect: refused('passive-refused'),
  },
  {
    name: 'pasv-private-address',
    kind: 'fault',
    title: 'A server behind a NAT tells its private address in the 227',
    behaviour: { pasv: { advertises: '192.168.10.5' } },
    expect: nat('pasv-private-address'),
  },
  {
    name: 'pasv-unspecified-address',
    kind: 'fault',
    title: 'The 227 names 0.0.0.0',
    behaviour: { pasv: { advertises: '0.0.0.0' } },
    expect: { status: 'degraded', cause: 'server', side: 'server', rule: 'pasv-unspecified-address' },
  },
  {
    name: 'pasv-loopback-address',
    kind: 'fault',
    title: "The 227 names 127.0.0.1, which is the client's own machine",
    behaviour: { pasv: { advertises: '127.0.0.1' } },
    expect: { status: 'degraded', cause: 'server', side: 'server', rule: 'pasv-loopback-address' },
  },
  {
    name: 'pasv-other-address',
    kind: 'fault',
    title: 'The 227 names another public address, at which nobody answers',
    behaviour: { pasv: { advertises: '203.0.113.77' }, product: 'proftpd' },
    expect: nat('pasv-other-address'),
  },
  {
    name: 'pasv-malformed-reply',
    kind: 'fault',
    title: 'The 227 names an address that cannot be: one of its numbers is 256',
    behaviour: { pasv: { spelled: 'octet-over-255' } },
    expect: { status: 'degraded', cause: 'protocol', side: 'server', rule: 'pasv-malformed-reply' },
  },
  {
    name: 'epsv-malformed-reply',
    kind: 'fault',
    title: 'The 229 names no port',
    behaviour: { epsv: { spelled: 'no-port' } },
    expect: { status: 'degraded', cause: 'protocol', side: 'server', rule: 'epsv-malformed-reply' },
  },
  {
    name: 'pasv-answered-229',
    kind: 'fault',
    title: 'PASV is answered with 229, as an ALG between IPv6 and IPv4 does',
    behaviour: { pasv: { spelled: 'answered-229' } },
    expect: { status: 'degraded', cause: 'nat', side: 'path', rule: 'pasv-answered-229' },
  },
  {
    name: 'epsv-answered-227',
    kind: 'fault',
    title: 'EPSV is answered with 227, as some ALGs and proxies do',
    behaviour: { epsv: { spelled: 'answered-227' } },
    expect: { status: 'degraded', cause: 'nat', side: 'path', rule: 'epsv-answered-227' },
  },
  {
    name: 'passive-port-filtered',
    kind: 'fault',
    title: 'A firewall drops whatever is sent to the passive ports',
    behaviour: { pasv: 'port-filtered', epsv: 'port-filtered' },
    expect: { status: 'degraded', cause: 'firewall', side: 'server', rule: 'passive-port-filtered' },
  },
  {
    name: 'passive-port-refused',
    kind: 'fault',
    title: 'Nothing listens on the passive ports',
    behaviour: { pasv: 'port-closed', epsv: 'port-closed' },
    expect: { status: 'degraded', cause: 'firewall', side: 'unknown', rule: 'passive-port-refused' },
  },
];
