import type { CertificateValue, TlsValue } from '../../core/step-values.ts';

/** OpenSSL's verification codes (`SSL certificate verify result: … (18)`), by number. */
const trusts: Readonly<Record<string, string>> = {
  '0': 'trusted',
  '9': 'CERT_NOT_YET_VALID',
  '10': 'CERT_HAS_EXPIRED',
  '18': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  '19': 'SELF_SIGNED_CERT_IN_CHAIN',
  '20': 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  '21': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  '62': 'HOSTNAME_MISMATCH',
};

/** One TLS handshake while curl tells of it, line by line. */
export class CurlHandshake {
  #protocol: string | null = null;
  #cipher: string | null = null;
  #offersSession = false;
  #hasCertificate = false;
  #trust: string | null = null;
  readonly #fields = new Map<string, string>();

  /** Whether curl has said that the handshake is done: what follows tells of the certificate. */
  get isDone(): boolean {
    return this.#protocol !== null;
  }

  take(info: string): void {
    const [, protocol, cipher] = /^SSL connection using (TLSv?[\d.]{1,4}|SSLv\d) \/ (\S{1,80})/.exec(info) ?? [];
    if (protocol !== undefined) {
      this.#protocol = protocol;
      this.#cipher = cipher ?? null;
      return;
    }
    if (/^SSL re-?using session/i.test(info)) {
      this.#offersSession = true;
      return;
    }
    if (/\(IN\), TLS handshake, Certificate \(11\)/.test(info)) this.#hasCertificate = true;
    const hex = /^OpenSSL verify result: ([\da-f]{1,3})$/.exec(info)?.[1];
    if (hex !== undefined) this.#trust = trustOf(String(Number.parseInt(hex, 16)));
    const trust = /^SSL certificate verify (?:ok|result: .{0,200}?\((\d{1,3})\))/.exec(info);
    if (trust !== null) this.#trust = trustOf(trust[1] ?? '0');
    const [, field, value] = /^(subject|issuer|start date|expire date|subjectAltName):? (.{1,1000})$/.exec(info) ?? [];
    if (field !== undefined && value !== undefined) this.#fields.set(field, value);
  }

  /** What became of it. */
  value(): Partial<TlsValue> {
    const certificate = this.#certificate();
    return {
      ...(this.#protocol === null ? {} : { protocol: this.#protocol }),
      ...(this.#cipher === null ? {} : { cipher: this.#cipher }),
      ...(this.#trust === null ? {} : { trust: this.#trust }),
      ...(certificate === null ? {} : { chain: [certificate] }),
      session: this.#offersSession ? (this.#hasCertificate ? 'not-reused' : 'reused') : 'not-offered',
    };
  }

  #certificate(): CertificateValue | null {
    const subject = this.#fields.get('subject');
    if (subject === undefined) return null;
    const issuer = this.#fields.get('issuer') ?? '';
    const validFrom = isoDate(this.#fields.get('start date'));
    const validTo = isoDate(this.#fields.get('expire date'));
    return { subject, issuer, names: [], validFrom, validTo, fingerprint256: '' };
  }
}

function trustOf(code: string): string {
  return trusts[code] ?? `verification error ${code}`;
}

/** `Nov 22 23:51:50 2026 GMT` as ISO 8601; empty where it is no date. */
function isoDate(text = ''): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
