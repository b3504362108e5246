import type { ModeCommand } from '../../../src/core/evidence.ts';
import { type Place, runIn } from '../../support/real-server/place.ts';
import { curlLimitSeconds, curlWords } from './ask-curl.ts';
import { lftpLimitSeconds, lftpWords } from './ask-lftp.ts';
import type { Question } from './question.ts';
import { readListingRun } from './read-listing-run.ts';
import type { OracleTrial } from './trial.ts';

/** Their own limits end them, and this one does where those do not. */
const graceMs = 3_000;

/** A trial, and everything that the other client said of it. */
export interface OracleAnswer {
  readonly trial: OracleTrial;
  /** Its commands and the server's replies, in its own words; empty when it was not asked. */
  readonly trace: string;
}

/** Asks another client, in the client's place, for a listing in one mode. */
export async function askOracle(client: Place, command: ModeCommand, question: Question): Promise<OracleAnswer> {
  const isActive = command === 'PORT' || command === 'EPRT';
  // curl 7.88 starts no TLS on a connection that it accepted.
  const asksLftp = isActive && question.tls !== 'none';
  if (asksLftp && command === 'EPRT' && question.family === 4) {
    return { trial: { works: null, why: 'neither curl nor lftp does EPRT with TLS over IPv4' }, trace: '' };
  }
  const [program, words, limitSeconds] = asksLftp
    ? (['lftp', lftpWords(question), lftpLimitSeconds] as const)
    : (['curl', curlWords(command, question), curlLimitSeconds] as const);
  const { NODE_EXTRA_CA_CERTS: _authorities, ...env } = process.env;
  const run = await runIn(client, program, words, {
    limitMs: limitSeconds * 1_000 + graceMs,
    // Neither may read the settings of the person at the machine, nor keep any.
    env: { ...env, HOME: '/nonexistent', LC_ALL: 'C' },
  });
  return { trial: readListingRun(command, run, question.mayBeEmpty), trace: run.stderr + run.stdout };
}
