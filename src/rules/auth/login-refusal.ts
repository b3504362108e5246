import type { Failure, FailureOf } from '../../core/failure.ts';

/** Why a server refused a login, as far as its words tell. Each kind has a rule of its own. */
export type LoginRefusal =
  /** The login must be encrypted. */
  | 'needs-tls'
  /** An anonymous login must not be encrypted (vsftpd without allow_anon_ssl). */
  | 'refuses-tls'
  /** A limit, a ban, or a server that shuts down. */
  | 'unavailable'
  /** This user, or this kind of user, is not let in, whatever the password. */
  | 'policy'
  /** The user is right, and the server cannot give it a home directory. */
  | 'home'
  /** The user or the password is wrong, or the server does not say. */
  | 'credentials';

const needsTls =
  /must use encryption|use AUTH|policy requires SSL|(SSL|TLS|secure auth\w*|encryption)( is)? required|does not allow plain FTP|cleartext sessions|requires? (SSL|TLS|encryption|a secure)|must be (encrypted|protected)/i;
const refusesTls = /may not use encryption/i;
const unavailable =
  /too many|maximum number|no more connections|banned|try (again )?later|already logged in|service not available|service unavailable|not allowed to connect from/i;
const home = /home director|cannot change directory|chroot|^OOPS/i;
const policy =
  /anonymous only|no anonymous|anonymous (access|login)s? (is |are )?(not|denied|disabled)|account has been disabled|valid hostname|not allowed|userlist|access denied/i;

/** What kind of refusal a failure of the login is; null when the server did not refuse it. */
export function loginRefusalOf(failure: Failure): LoginRefusal | null {
  if (failure.kind !== 'rejected') return null;
  const { text, code } = failure;
  if (refusesTls.test(text)) return 'refuses-tls';
  if (needsTls.test(text)) return 'needs-tls';
  if (home.test(text)) return 'home';
  if (code === 421 || unavailable.test(text)) return 'unavailable';
  return policy.test(text) || isDeniedBeforePassword(failure) ? 'policy' : 'credentials';
}

/** vsftpd's list of users answers `530 Permission denied.` to USER, before any password. */
function isDeniedBeforePassword({ command, code }: FailureOf<'rejected'>): boolean {
  return command === 'USER' && code === 530;
}
