import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsBehaviour } from './behaviour.ts';
import { type Certificate, createAuthority, selfSigned } from './certificate.ts';

/** What the server needs for TLS, made once at its start. */
export interface TlsSetup {
  /** The authority that vouches for every certificate but the self-signed one; PEM. */
  readonly caPem: string;
  readonly control: SecureContext;
  /** The control connection's own context where its sessions are to be resumed: the ticket keys are in it. */
  readonly data: SecureContext;
}

const dayMs = 86_400_000;

function certificateFor(kind: TlsBehaviour['certificate'], names: readonly string[]) {
  const authority = createAuthority('ftpdiag demonstration authority');
  const daysFromNow = (days: number) => new Date(Date.now() + days * dayMs);
  const good = { commonName: names[0] ?? '', names, validFrom: daysFromNow(-1), validTo: daysFromNow(365) };
  const leaves: Readonly<Record<typeof kind, () => Certificate>> = {
    trusted: () => authority.issue(good),
    expired: () => authority.issue({ ...good, validFrom: daysFromNow(-400), validTo: daysFromNow(-35) }),
    'not-yet-valid': () => authority.issue({ ...good, validFrom: daysFromNow(30) }),
    'wrong-name': () =>
      authority.issue({ ...good, commonName: 'other.example.net', names: ['other.example.net', '192.0.2.99'] }),
    'self-signed': () => selfSigned(good),
  };
  return { caPem: authority.certPem, leaf: leaves[kind]() };
}

/** Makes certificates whose names are `names` (DNS names and literal addresses), and the contexts that use them. */
export function setUpTls(behaviour: TlsBehaviour, names: readonly string[]): TlsSetup {
  const { caPem, leaf } = certificateFor(behaviour.certificate, names);
  const context = () => createSecureContext({ cert: leaf.certPem, key: leaf.keyPem, maxVersion: behaviour.maxVersion });
  const control = context();
  return { caPem, control, data: behaviour.resumesSessions ? control : context() };
}
