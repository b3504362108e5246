import { readTextFile } from './text-file.ts';
import { UsageError } from './usage-error.ts';

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The text of a PEM file with at least one certificate, each of which can be read. Throws {@link UsageError}. */
export function readCertificates(file: string): string {
  const text = readTextFile('--cacert', file);
  const certificates = text.match(block) ?? [];
  if (certificates.length === 0) {
    throw new UsageError(`--cacert ${file} holds no PEM certificate, which begins with -----BEGIN CERTIFICATE-----`);
  }
  // Loaded here: Node takes milliseconds for it, and few runs name a file.
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      throw new UsageError(`--cacert ${file}: certificate ${index + 1} is damaged; export it again as PEM`);
    }
  }
  return text;
}
