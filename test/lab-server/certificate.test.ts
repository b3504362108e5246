import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAuthority, selfSigned } from '../../src/lab/certificate.ts';

const fields = {
  commonName: 'localhost',
  names: ['localhost', '127.0.0.1', '::1', '2001:db8::2'],
  validFrom: new Date('2020-01-02T03:04:05Z'),
  validTo: new Date('2049-12-31T23:59:59Z'),
};

test('an authority vouches for what it issues', () => {
  const authority = new X509Certificate(createAuthority('Authority').certPem);
  const issuer = createAuthority('Another');
  const leaf = new X509Certificate(issuer.issue(fields).certPem);
  expect(authority.ca).toBe(true);
  expect(leaf.ca).toBe(false);
  expect(leaf.checkIssued(new X509Certificate(issuer.certPem))).toBe(true);
  expect(leaf.verify(new X509Certificate(issuer.certPem).publicKey)).toBe(true);
  expect(leaf.verify(authority.publicKey)).toBe(false);
});

test('names and addresses are told apart', () => {
  const leaf = new X509Certificate(selfSigned(fields).certPem);
  expect(leaf.checkHost('localhost')).toBe('localhost');
  expect(fields.names.slice(1).map(address => leaf.checkIP(address))).toEqual(fields.names.slice(1));
  expect(leaf.checkHost('127.0.0.1')).toBeUndefined();
});

test.each(['2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z'])('a validity that ends at %s is kept to the second', end => {
  const { validFrom, validTo } = new X509Certificate(selfSigned({ ...fields, validTo: new Date(end) }).certPem);
  expect(new Date(validFrom)).toEqual(fields.validFrom);
  expect(new Date(validTo)).toEqual(new Date(end));
});
