import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/** What the certificate says. */
export interface CertificateFields {
  readonly commonName: string;
  /** subjectAltName entries; literal addresses and DNS names are told apart by their form. */
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** An authority made on the spot; it lives no longer than the process. */
export interface Authority extends Certificate {
  issue(fields: CertificateFields): Certificate;
}

// ASN.1 in DER (X.690), only what a certificate needs.
const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
};

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const significant = length.subarray(length.findIndex(byte => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | significant.length]), significant, content]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(tags.sequence, ...parts);

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(tags.oid, Buffer.from(bytes));
}

/** RFC 5280 §4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050 on. */
function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

function name(commonName: string): Buffer {
  return sequence(der(tags.set, sequence(oid('2.5.4.3'), der(tags.utf8, Buffer.from(commonName)))));
}

function addressBytes(address: string): Buffer | null {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return Buffer.from(address.split('.').map(Number));
  if (!address.includes(':')) return null;
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = groups(tail ?? '');
  const all = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return Buffer.from(all.map(group => group.padStart(4, '0')).join(''), 'hex');
}

function extension(id: string, critical: boolean, value: Uint8Array): Buffer {
  const flag = critical ? [der(tags.boolean, Buffer.from([0xff]))] : [];
  return sequence(oid(id), ...flag, der(tags.octets, value));
}

const keyIdentifier = (key: KeyObject) =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();

interface Request extends CertificateFields {
  readonly isAuthority: boolean;
  readonly key: KeyObject;
  readonly issuer: { readonly commonName: string; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
}

/** An X.509 version 3 certificate (RFC 5280 §4.1), signed with ECDSA and SHA-256 (RFC 5758 §3.2). */
function certify({ commonName, names, validFrom, validTo, isAuthority, key, issuer }: Request): string {
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const serial = randomBytes(8);
  // Positive, and without leading zeros.
  serial.writeUInt8((serial.readUInt8(0) & 0x3f) | 0x40, 0);
  const alternatives = names.map(entry => {
    const address = addressBytes(entry);
    return address === null ? der(0x82, Buffer.from(entry)) : der(0x87, address);
  });
  const extensions = [
    extension('2.5.29.19', true, isAuthority ? sequence(der(tags.boolean, Buffer.from([0xff]))) : sequence()),
    // keyCertSign and cRLSign, or digitalSignature.
    extension('2.5.29.15', true, der(tags.bits, Buffer.from(isAuthority ? [1, 0x06] : [7, 0x80]))),
    extension('2.5.29.14', false, der(tags.octets, keyIdentifier(key))),
    extension('2.5.29.35', false, sequence(der(0x80, keyIdentifier(issuer.publicKey)))),
  ];
  if (!isAuthority) extensions.push(extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))));
  if (alternatives.length > 0) extensions.push(extension('2.5.29.17', false, sequence(...alternatives)));
  const body = sequence(
    der(0xa0, der(tags.integer, Buffer.from([2]))),
    der(tags.integer, serial),
    algorithm,
    name(issuer.commonName),
    sequence(time(validFrom), time(validTo)),
    name(commonName),
    key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = der(tags.bits, Buffer.from([0]), sign('sha256', body, issuer.privateKey));
  const base64 = sequence(body, algorithm, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A certificate that vouches for itself. */
export function selfSigned(fields: CertificateFields): Certificate {
  const { publicKey, privateKey } = newKey();
  const issuer = { commonName: fields.commonName, publicKey, privateKey };
  return { certPem: certify({ ...fields, isAuthority: false, key: publicKey, issuer }), keyPem: pem(privateKey) };
}

/** A new authority, valid for years before and after now, so that it never is what a test stumbles over. */
export function createAuthority(commonName: string): Authority {
  const { publicKey, privateKey } = newKey();
  const issuer = { commonName, publicKey, privateKey };
  const day = 86_400_000;
  const validFrom = new Date(Date.now() - 1000 * day);
  const validTo = new Date(Date.now() + 3650 * day);
  const own = { commonName, names: [], validFrom, validTo, isAuthority: true, key: publicKey, issuer };
  return {
    certPem: certify(own),
    keyPem: pem(privateKey),
    issue(fields) {
      const leaf = newKey();
      const certPem = certify({ ...fields, isAuthority: false, key: leaf.publicKey, issuer });
      return { certPem, keyPem: pem(leaf.privateKey) };
    },
  };
}
