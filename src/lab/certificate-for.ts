import type { TlsBehaviour } from './behaviour.ts';
import { type Certificate, createAuthority, selfSigned } from './certificate.ts';

const dayMs = 86_400_000;

/** A server's certificate, and the authority (PEM) given which it fails for the reason of its kind alone, or not at all. */
interface CertificateWithAuthority {
  readonly caPem: string;
  readonly leaf: Certificate;
}

/** Makes a certificate of a kind for `names` (DNS names and literal addresses) and an authority for it. */
export function certificateFor(kind: TlsBehaviour['certificate'], names: readonly string[]): CertificateWithAuthority {
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
