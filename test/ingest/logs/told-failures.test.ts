import { describe, expect, it } from 'vitest';
import { errnoFailure, errnoIn, namedErrno } from '../../../src/ingest/logs/errno-failure.ts';
import { maskUrls } from '../../../src/ingest/logs/mask-urls.ts';
import { tlsFailure } from '../../../src/ingest/logs/tls-failure.ts';

describe('an error of the operating system', () => {
  it.each([
    ['ECONNREFUSED - Verbindung durch Server verweigert', 'refused'],
    ['connect to 192.0.2.1 port 40000 failed: Connection refused', 'refused'],
    ['No connection could be made because the target machine actively refused it.', 'refused'],
    ['ETIMEDOUT - Connection attempt timed out', 'timeout'],
    [
      'A connection attempt failed because the connected party did not properly respond after a period of time',
      'timeout',
    ],
    ['Connection reset by peer', 'reset'],
    ['An existing connection was forcibly closed by the remote host.', 'reset'],
    ['ECONNABORTED - Connection aborted', 'reset'],
    ['Broken pipe', 'reset'],
    ['No route to host', 'unreachable'],
    ['A socket operation was attempted to an unreachable host.', 'unreachable'],
    ['Network is unreachable', 'unreachable'],
    ['Permission denied', 'unreachable'],
    ['Name or service not known', 'not-found'],
    ['EAI_NONAME - Neither nodename nor servname provided', 'not-found'],
    ['Temporary failure in name resolution', 'unresolvable'],
    ['Address already in use', 'local'],
  ])('%s', (message, kind) => {
    expect(errnoFailure(message, 'connect')).toMatchObject({ kind, operation: 'connect' });
  });

  it.each([
    ['EHOSTUNREACH', 'host'],
    ['ENETUNREACH', 'network'],
    ['EACCES', 'prohibited'],
    ['EPERM', 'prohibited'],
    ['ENOPROTOOPT', 'protocol'],
  ])('%s tells how far it got: %s', (errno, scope) => {
    expect(errnoFailure(errno, 'connect')).toMatchObject({ kind: 'unreachable', scope, errno });
  });

  it.each(['EPSV', 'ERROR', 'Could not connect to server', '530 Login incorrect', 'EPRT is not supported'])(
    'is not seen in %s',
    message => {
      expect(errnoIn(message)).toBeNull();
    },
  );

  it('is named only where its own name stands there', () => {
    expect(namedErrno('Connection timed out after 20 seconds of inactivity')).toBeNull();
    expect(namedErrno('ETIMEDOUT - Connection attempt timed out')).toBe('ETIMEDOUT');
  });
});

describe('a TLS handshake that went wrong', () => {
  it.each([
    ['TLSv1.3 (IN), TLS alert, handshake failure (552):', 'handshake failure'],
    ['TLSv1.2 (IN), TLS alert, protocol version (582):', 'protocol version'],
    ['Received TLS alert from the server: Handshake failed (40)', 'handshake failure'],
    ['error:0A000410:SSL routines::sslv3 alert handshake failure', 'handshake failure'],
    ['error:0A00045C:SSL routines::tlsv13 alert certificate required', 'certificate required'],
  ])('names the alert of the peer: %s', (message, alert) => {
    expect(tlsFailure(message)).toMatchObject({ kind: 'tls', alert });
  });

  it.each([
    ['OpenSSL SSL_connect: Connection reset by peer in connection to ftp.example.com:21', 'reset'],
    ['OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ftp.example.com:21', 'closed'],
    ['error:0A000126:SSL routines::unexpected eof while reading', 'closed'],
  ])('was cut: %s', (message, kind) => {
    expect(tlsFailure(message)).toMatchObject({ kind, operation: 'tls' });
  });

  it('has its reason otherwise, without passwords', () => {
    expect(tlsFailure('wrong version number at ftps://lab:secret@host/')).toMatchObject({
      kind: 'tls',
      alert: null,
      reason: 'wrong version number at ftps://lab:****@host/',
    });
  });
});

describe('passwords in URLs', () => {
  it.each([
    ['open ftp://lab:secret@ftp.example.com:21/dir', 'open ftp://lab:****@ftp.example.com:21/dir'],
    ['ftps://lab:p@ss:w/rd@ftp.example.com/', 'ftps://lab:****@ftp.example.com/'],
    ['ftp://ftp.example.com:21/dir', 'ftp://ftp.example.com:21/dir'],
    ['ftp://lab@ftp.example.com/', 'ftp://lab@ftp.example.com/'],
  ])('%s', (text, masked) => {
    expect(maskUrls(text)).toBe(masked);
  });
});
