import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a self-signed RSA certificate in the folder. `names` are subjectAltName entries such as `IP:127.0.0.1`. */
export function makeCertificate(folder: string, names: readonly string[]): CertificateFiles {
  const files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  const subject = ['-subj', '/CN=ftpdiag test', '-addext', `subjectAltName=${names.join(',')}`, '-days', '30'];
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-sha256'];
  execFileSync('openssl', [...kind, ...subject, '-keyout', files.key, '-out', files.certificate], { stdio: 'pipe' });
  return files;
}
