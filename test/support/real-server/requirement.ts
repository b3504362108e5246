import { execFileSync } from 'node:child_process';
import { whyNoLabServers } from '../../lab/servers/requirement.ts';
import {
  needsUserNamespace,
  userNamespacePrefix,
  whyNoRoundTripTime,
  whyNoWorld,
} from '../../lab/world/requirement.ts';
import { findProgram } from './program.ts';

/** What a test may need of the machine beyond Node. */
export type Requirement = 'vsftpd' | 'namespaces' | 'lab' | 'lab-servers' | 'delay-line' | 'tshark';

const missing: Readonly<Record<Requirement, () => string | null>> = {
  vsftpd() {
    if (process.platform !== 'linux') return 'these tests start vsftpd on Linux only';
    if (findProgram('vsftpd') === null) return 'vsftpd is not installed';
    if (findProgram('openssl') === null) return 'openssl is not installed';
    if (process.getuid?.() !== 0) return 'vsftpd has to be started by root';
    return null;
  },
  namespaces() {
    if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
    if (findProgram('ip') === null) return 'ip (iproute2) is not installed';
    if (process.getuid?.() !== 0) return 'network namespaces need root';
    try {
      execFileSync('unshare', ['--net', 'true'], { stdio: 'pipe' });
      return null;
    } catch {
      return 'this machine does not allow network namespaces';
    }
  },
  lab() {
    const reason = whyNoWorld();
    if (reason === null && needsUserNamespace())
      return `an ordinary user runs these under ${userNamespacePrefix.join(' ')}`;
    return reason;
  },
  'lab-servers': whyNoLabServers,
  'delay-line': whyNoRoundTripTime,
  tshark: () => (findProgram('tshark') === null ? 'tshark is not installed' : null),
};

/**
 * Why tests with these needs cannot run here, or null when they can. What `FTPDIAG_REQUIRE` names (a comma-separated
 * list) must not be missing: then this throws, and the test file fails.
 */
export function whyNot(...requirements: readonly Requirement[]): string | null {
  const required = new Set((process.env.FTPDIAG_REQUIRE ?? '').split(',').map(name => name.trim()));
  for (const requirement of requirements) {
    const reason = missing[requirement]();
    if (reason === null) continue;
    if (required.has(requirement)) throw new Error(`${reason}, but FTPDIAG_REQUIRE asks for ${requirement}`);
    return reason;
  }
  return null;
}
