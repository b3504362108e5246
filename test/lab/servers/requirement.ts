import { thisMachine } from '../../support/real-server/place.ts';
import { findProgram } from '../../support/real-server/program.ts';
import type { ServerProgram } from '../scenario.ts';
import { whyNotHere } from './start-lab-server.ts';

/** What tests of the servers use besides: two clients, and openssl to make the lab user's password known. */
const tools = ['curl', 'lftp', 'openssl'];

const products: readonly ServerProgram[] = ['vsftpd', 'proftpd', 'pure-ftpd', 'inetutils', 'pyftpdlib'];

/** Why not all servers of the lab can be started and tried on this machine, in a few words; null when they can. */
export function whyNoLabServers(): string | null {
  const tool = tools.find(name => findProgram(name) === null);
  if (tool !== undefined) return `${tool} is not installed`;
  const reasons = products.map(program => whyNotHere({ program, tls: 'none' }, thisMachine));
  return reasons.find(reason => reason !== null) ?? null;
}
