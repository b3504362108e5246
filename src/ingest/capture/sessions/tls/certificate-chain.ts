import type { CertificateValue } from '../../../../core/step-values.ts';
import { ByteCursor } from './byte-cursor.ts';

const longestChain = 10;

/** Only a handshake with a certificate in clear needs it. */
const loadCrypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');

/** What a server's Certificate message of TLS 1.2 and before tells (RFC 5246 §7.4.2). */
export interface SeenChain {
  /** Leaf first; what cannot be read as X.509 is left out. */
  readonly chain: readonly CertificateValue[];
  /** Whether the leaf's names cover the given one; null where that cannot be said. */
  readonly nameMatches: boolean | null;
}

/** Reads the body of a Certificate message; `serverName` is the name that the client asked for, or empty. */
export function readCertificates(body: Uint8Array, serverName: string): SeenChain {
  const { X509Certificate } = loadCrypto();
  const list = new ByteCursor(new ByteCursor(body).vector(3));
  const chain: CertificateValue[] = [];
  let nameMatches: boolean | null = null;
  while (list.left > 3 && chain.length < longestChain) {
    try {
      const certificate = new X509Certificate(list.vector(3));
      if (chain.length === 0 && serverName !== '') nameMatches = certificate.checkHost(serverName) !== undefined;
      chain.push({
        subject: nameText(certificate.subject),
        issuer: nameText(certificate.issuer),
        names: (certificate.subjectAltName ?? '').split(', ').filter(name => name !== ''),
        validFrom: isoDate(certificate.validFrom),
        validTo: isoDate(certificate.validTo),
        fingerprint256: certificate.fingerprint256,
      });
    } catch {
      // Damaged or hostile bytes: nothing is told of this one.
    }
  }
  return { chain, nameMatches };
}

/** Node writes one part of a name a line; a certificate may have no subject at all. */
function nameText(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}

function isoDate(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
