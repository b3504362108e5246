/** True for the two names of anonymous FTP, whose password is no secret (RFC 1635 §2). */
export function isAnonymous(user: string): boolean {
  return /^(anonymous|ftp)$/i.test(user);
}
