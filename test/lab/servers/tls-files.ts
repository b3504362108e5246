import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateFor } from '../../../src/lab/certificate-for.ts';
import type { ServerOrder } from './lab-server.ts';

export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  /** Certificate and key in one, as Pure-FTPd wants them. */
  readonly both: string;
  /** The authority that a client has to trust. */
  readonly ca: string;
}

/** Writes the certificate that the plan asks for into the server's folder; null without TLS. */
export function makeTlsFiles({ plan, tls, names, folder }: ServerOrder): TlsFiles | null {
  if (tls === 'none') return null;
  const { caPem, leaf } = certificateFor(plan.certificate ?? 'trusted', names);
  const files = {
    certificate: join(folder, 'certificate.pem'),
    key: join(folder, 'key.pem'),
    both: join(folder, 'certificate-and-key.pem'),
    ca: join(folder, 'ca.pem'),
  };
  writeFileSync(files.certificate, leaf.certPem);
  writeFileSync(files.key, leaf.keyPem, { mode: 0o600 });
  writeFileSync(files.both, leaf.keyPem + leaf.certPem, { mode: 0o600 });
  writeFileSync(files.ca, caPem);
  return files;
}
