import { defineRule } from '../../analysis/define-rule.ts';

/** What `trust` says about dates and names has rules of its own. */
const otherRules = /^(trusted|not-checked|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** Whether the certificate is its own issuer, or only the issuer's certificate is missing, decides who can help. */
const explanations: readonly (readonly [pattern: RegExp, why: string, fix: readonly string[]])[] = [
  [/^DEPTH_ZERO_SELF_SIGNED/, 'it is signed by itself', ['client/trust-certificate', 'server/renew-certificate']],
  [
    /^SELF_SIGNED_CERT_IN_CHAIN/,
    'its issuer is a private authority that is not known here',
    ['client/trust-certificate'],
  ],
  [
    /^UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/,
    'its issuer is not known here, and the server sent no certificate that leads to a known one',
    ['server/send-certificate-chain', 'client/trust-certificate'],
  ],
  [/REVOKED/, 'it was revoked', ['server/renew-certificate']],
];

/**
 * The server's certificate does not lead to an authority that this machine trusts.
 *
 * Seen when: a self-signed certificate, a private authority, missing intermediate certificates, a device that inspects TLS.
 * Not this: a known issuer and an expired date (certificate-expired) or another name (certificate-wrong-name).
 * See: RFC 5280 §6 (path validation); RFC 8446 §4.4.2 (the server sends the chain); X509_verify_cert_error_string(3).
 */
export default defineRule({
  id: 'certificate-untrusted',
  cause: 'tls',
  side: 'server',
  severity: 'warning',
  stage: 'tls',
  title: 'The certificate is not trusted',
  needs: { 'control.tls': 'ok' },
  check({ 'control.tls': { value } }, _trials, { target }) {
    const [leaf] = value.chain;
    if (target.insecure || !leaf || otherRules.test(value.trust)) return undefined;
    const [, why, fix] = explanations.find(([pattern]) => pattern.test(value.trust)) ?? [
      null,
      `OpenSSL says ${value.trust}`,
      ['client/trust-certificate'],
    ];
    return {
      confidence: 'certain',
      summary: `The certificate of ${leaf.subject}, issued by ${leaf.issuer}, is not trusted: ${why}.`,
      because: ['control.tls'],
      fix,
      values: { issuer: leaf.issuer, fingerprint: leaf.fingerprint256 },
    };
  },
});
