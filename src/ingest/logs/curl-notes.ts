import type { Endpoint } from '../../core/endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import type { ClientSaid } from '../recording.ts';
import { endpointOf, isAddress } from './endpoint-in.ts';
import { errnoFailure } from './errno-failure.ts';

/** What a note of curl's (`* …`), or the text behind `curl: (28)`, tells. */
export type CurlNote =
  | { readonly kind: 'resolving'; readonly host: string }
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'resolve-failed'; readonly host: string | null; readonly failure: Failure }
  /** A TCP connection is tried; versions before 7.69 do not name the port. */
  | { readonly kind: 'trying'; readonly host: string; readonly port: string | null }
  | {
      readonly kind: 'connected';
      readonly host: string;
      readonly server: Endpoint | null;
      readonly client: Endpoint | null;
    }
  /** Where the data connection is to go; null where it is only named. */
  | { readonly kind: 'data-target'; readonly to: Endpoint | null }
  /** `failure` is null where the reason is not told. */
  | { readonly kind: 'connect-failed'; readonly failure: Failure | null }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'accept-failed'; readonly failure: Failure }
  /** A connection that stood is gone. */
  | { readonly kind: 'cut'; readonly failure: Failure }
  /** The address of the 227 is not used; curl says so even where it is the control connection's own. */
  | { readonly kind: 'address-skipped'; readonly address: string }
  | { readonly kind: 'said'; readonly said: ClientSaid }
  | { readonly kind: 'tls-failed' }
  | { readonly kind: 'certificate-rejected' }
  | { readonly kind: 'ended' };

type Reader = readonly [RegExp, (groups: Readonly<Record<string, string | undefined>>, text: string) => CurlNote];

const host = String.raw`(?<host>[^\s()]{1,255})`;
const address = String.raw`\[?(?<address>[\da-f:.]{2,45})(?:%[\w.]{1,20})?\]?`;

/** Texts of curl 7.5x to 8.22, as in its lib/ftp.c, cf-socket.c, connect.c, cf-ip-happy.c, pingpong.c and multi.c. */
const readers: readonly Reader[] = [
  [/^Host (?<host>[^\s:]{1,255})(?::\d+)? was resolved/, g => ({ kind: 'resolving', host: g.host ?? '' })],
  [
    /^IPv[46]: (?<list>[\da-f:., ]{2,2000})$/i,
    g => ({ kind: 'addresses', addresses: (g.list ?? '').split(/, ?/).filter(isAddress) }),
  ],
  [
    /^Could not resolve(?: host)?: (?<host>[^\s;(]{1,255})(?<why>.{0,200})/,
    g => {
      const isResolver = /contact DNS|servers|timed? ?out|temporary/i.test(g.why ?? '');
      const kind = isResolver ? 'unresolvable' : 'not-found';
      return { kind: 'resolve-failed', host: g.host ?? null, failure: { kind, operation: 'resolve', errno: null } };
    },
  ],
  [
    /^Resolving timed out after (?<ms>\d{1,9}) milliseconds/,
    g => ({
      kind: 'resolve-failed',
      host: null,
      failure: { kind: 'timeout', operation: 'resolve', errno: null, limitMs: Number(g.ms) },
    }),
  ],
  [
    /^Trying (?<where>[[\da-f:.%\]]{2,80}?)(?: scope_id=\d+)?\.\.\.$/i,
    g => ({ kind: 'trying', ...placeIn(g.where ?? '') }),
  ],
  [
    new RegExp(`^Connected to ${host} \\(${address}\\) port (?<port>\\d{1,5})`, 'i'),
    g => ({ kind: 'connected', host: g.host ?? '', server: endpointOf(g.address ?? '', g.port ?? ''), client: null }),
  ],
  [
    new RegExp(
      `^Established (?:2nd )?connection to ${host} \\(${address} port (?<port>\\d{1,5})\\)(?: from (?<from>[\\da-f:.]{2,45}) port (?<fromPort>\\d{1,5}))?`,
      'i',
    ),
    g => ({
      kind: 'connected',
      host: g.host ?? '',
      server: endpointOf(g.address ?? '', g.port ?? ''),
      client: endpointOf(g.from ?? '', g.fromPort ?? ''),
    }),
  ],
  [
    new RegExp(`^Connecting to ${host}(?: \\((?<address>[\\da-f:.]{2,45})\\))? port (?<port>\\d{1,5})$`, 'i'),
    g => ({ kind: 'data-target', to: endpointOf(g.address ?? g.host ?? '', g.port ?? '') }),
  ],
  [
    /^Skip (?<address>[\d.]{7,15}) for data connection, re-?use /,
    g => ({ kind: 'address-skipped', address: g.address ?? '' }),
  ],
  [
    /^(?:connect to \S{1,255} port \d{1,5}(?: from \S{1,60} port \d{1,5})? failed|Immediate connect fail for \S{1,60}|Failed to connect to .{1,300}?(?: after -?\d{1,9} ms)?): (?<why>.{1,300})$/i,
    g => ({ kind: 'connect-failed', failure: errnoFailure(g.why ?? '', 'connect') }),
  ],
  [
    /^(?:Operation|Connection) time(?:d out|out|-out)(?: after (?<ms>\d{1,9}) (?:ms|milliseconds))?/,
    g => ({ kind: 'timed-out', limitMs: Number(g.ms ?? 0) }),
  ],
  [/^(?:FTP response|server response|connect) timeout/, () => ({ kind: 'timed-out', limitMs: 0 })],
  [/^Connection accepted from server/, () => ({ kind: 'accepted' })],
  [
    /^Accept timeout occurred/,
    () => ({
      kind: 'accept-failed',
      failure: { kind: 'no-arrival', operation: 'accept', errno: null, limitMs: 0, halfOpen: 'unknown' },
    }),
  ],
  [
    /^(?:Error accept\(\)ing server connect|socket failure|bind\(port=\d+\) failed|bind\(\) failed)/,
    (_, text) => ({ kind: 'accept-failed', failure: { kind: 'local', operation: 'listen', errno: null, text } }),
  ],
  [
    /^(?:Recv failure|Send failure|SSL read|SSL_write\(\) (?:returned|error)|OpenSSL SSL_(?:read|write)): (?<why>.{1,300})$/,
    g => ({ kind: 'cut', failure: errnoFailure(g.why ?? '', 'read') ?? closed }),
  ],
  [
    // Errno 104 (Linux), 54 (BSD, macOS) and 10054 (Windows) are a reset; any other is what the previous call had left.
    /^response reading failed(?: \(errno: (?<errno>\d+)\))?/,
    g => ({ kind: 'cut', failure: ['104', '54', '10054'].includes(g.errno ?? '') ? reset : closed }),
  ],
  [/^control connection looks dead/, () => ({ kind: 'cut', failure: closed })],
  [/^(?:Failed EPSV attempt|disabling EPRT usage)/, () => ({ kind: 'said', said: 'mode-switched' })],
  [/^Requested SSL level failed/, () => ({ kind: 'said', said: 'tls-not-offered' })],
  [
    /^(?:SSL certificate problem|SSL certificate OpenSSL verify result: (?!ok|.{0,300}continuing)|SSL: (?:no alternative )?certificate subject name|SSL: unable to obtain common name|SSL peer certificate or SSH|schannel: .{0,200}(?:SEC_E_UNTRUSTED_ROOT|SEC_E_WRONG_PRINCIPAL|SEC_E_CERT_EXPIRED|CRYPT_E_)|server certificate verification failed)/,
    () => ({ kind: 'certificate-rejected' }),
  ],
  [
    /^(?:TLS connect error|OpenSSL SSL_connect|OpenSSL\/[\d.]+[a-z]?: error|error:[\dA-F]{8}:|gnutls_handshake\(\) failed|GnuTLS, handshake failed|schannel: (?:failed|next InitializeSecurityContext failed|SEC_E)|SSL_ERROR_SYSCALL|Unknown SSL protocol error|LibreSSL SSL_connect)/,
    () => ({ kind: 'tls-failed' }),
  ],
  [
    /^(?:[Cc]losing connection|shutting down connection|Connection #\d+ to host .{1,260} left intact)/,
    () => ({ kind: 'ended' }),
  ],
];

const closed = { kind: 'closed', operation: 'read', errno: null, text: '' } as const;
const reset = { kind: 'reset', operation: 'read', errno: 'ECONNRESET' } as const;

/** `192.0.2.1:21`, `[2001:db8::1]:21`, and without the port as older versions have it. */
function placeIn(text: string): { readonly host: string; readonly port: string | null } {
  if (isAddress(text)) return { host: text, port: null };
  const [, host = '', port] = /^\[?([\da-f:.]{2,45}?)(?:%[^\]:]{0,20})?\]?:(\d{1,5})$/i.exec(text) ?? [];
  return { host, port: port ?? null };
}

/** Null for a note that tells nothing of the connections. */
export function readCurlNote(text: string): CurlNote | null {
  // The steps of handshakes are most of what there is.
  if (text.startsWith('TLSv')) return null;
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text);
    if (match !== null) return read(match.groups ?? {}, text);
  }
  return null;
}
