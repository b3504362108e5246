import { defineRule } from '../../analysis/define-rule.ts';

/**
 * The certificate is made out to other names than the one that was connected to.
 *
 * Seen when: the host is addressed by an IP address, an alias or an internal name; a shared host that shows its own name.
 * Not this: an issuer that is not known (certificate-untrusted).
 * See: RFC 9525 §6 (matching names); RFC 4217 §12.2 (the name the user asked for).
 */
export default defineRule({
  id: 'certificate-wrong-name',
  cause: 'tls',
  side: 'server',
  severity: 'warning',
  stage: 'tls',
  title: 'The certificate is for another name',
  needs: { 'control.tls': 'ok' },
  check({ 'control.tls': { value } }, _trials, { target }) {
    const [leaf] = value.chain;
    if (target.insecure || !leaf || value.nameMatches) return undefined;
    const names = leaf.names.length > 0 ? leaf.names.slice(0, 4).map(withoutType).join(', ') : leaf.subject;
    const isByAddress = value.serverName === '';
    return {
      confidence: 'certain',
      summary: `The certificate is for ${names}, not for ${target.host}: clients refuse it or ask their users.`,
      because: ['control.tls'],
      fix: ['client/use-certificate-name', 'server/renew-certificate'],
      values: { host: target.host, names },
      // Who connects to a bare address seldom expects a certificate for it.
      severity: isByAddress ? 'info' : 'warning',
      side: isByAddress ? 'client' : 'server',
    };
  },
});

/** `DNS:ftp.example.com` → `ftp.example.com` */
function withoutType(name: string): string {
  return name.replace(/^(DNS|IP Address):/, '');
}
