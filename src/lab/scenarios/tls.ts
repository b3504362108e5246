import type { TlsBehaviour } from '../behaviour.ts';
import type { Scenario } from '../scenario.ts';

function certificate(name: string, title: string, kind: TlsBehaviour['certificate']): Scenario {
  const expect = { status: 'degraded', cause: 'tls', side: 'server', rule: name } as const;
  return { name, kind: 'fault', title, behaviour: { tls: { mode: 'explicit', certificate: kind } }, expect };
}

/** TLS on either connection. */
export const tlsScenarios: readonly Scenario[] = [
  {
    name: 'tls-required',
    kind: 'fault',
    title: 'The server lets nobody in without TLS, and the client does not use it',
    options: { tls: 'off' },
    behaviour: { tls: { mode: 'explicit' }, login: 'require-tls' },
    expect: { status: 'failed', cause: 'tls', side: 'client', rule: 'tls-required' },
  },
  {
    name: 'tls-not-offered',
    kind: 'fault',
    title: 'The client insists on TLS, and the server has none',
    options: { tls: 'explicit' },
    behaviour: { product: 'proftpd' },
    expect: { status: 'failed', cause: 'tls', side: 'server', rule: 'tls-not-offered' },
  },
  {
    name: 'tls-mode-mismatch',
    kind: 'fault',
    title: 'The port speaks implicit TLS, and the client waits for a greeting in clear',
    options: { tls: 'explicit' },
    behaviour: { tls: { mode: 'implicit' } },
    expect: { status: 'failed', cause: 'tls', side: 'client', rule: 'tls-mode-mismatch' },
  },
  {
    name: 'tls-mode-mismatch-implicit',
    kind: 'fault',
    title: 'The port speaks explicit TLS, and the client starts with a TLS handshake',
    options: { tls: 'implicit' },
    behaviour: { tls: { mode: 'explicit' } },
    expect: { status: 'failed', cause: 'tls', side: 'client', rule: 'tls-mode-mismatch' },
  },
  certificate('certificate-expired', 'The certificate expired a month ago', 'expired'),
  certificate('certificate-wrong-name', "The certificate is for another server's name", 'wrong-name'),
  certificate('certificate-untrusted', 'The certificate vouches only for itself', 'self-signed'),
  {
    name: 'tls-session-reuse-required',
    kind: 'fault',
    title: 'The server demands that data connections resume the TLS session, and never accepts that they do',
    behaviour: { tls: { mode: 'explicit', requiresResumption: true, resumesSessions: false } },
    expect: { status: 'failed', cause: 'tls', side: 'client', rule: 'tls-session-reuse-required' },
  },
  {
    name: 'anonymous-encryption-refused',
    kind: 'fault',
    title: 'The server lets anonymous users in only without TLS',
    options: { tls: 'explicit' },
    behaviour: { tls: { mode: 'explicit' }, login: 'anonymous-without-tls' },
    expect: { status: 'failed', cause: 'tls', side: 'server', rule: 'anonymous-encryption-refused' },
  },
  {
    name: 'tls-handshake-failed',
    kind: 'fault',
    title: 'The server agrees to TLS and cuts the handshake',
    options: { tls: 'explicit' },
    behaviour: { tls: { mode: 'explicit', controlHandshake: 'reset' } },
    expect: { status: 'failed', cause: 'tls', side: 'unknown', rule: 'tls-handshake-failed' },
  },
];
