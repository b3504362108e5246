import { type ModeCommand, modeCommands } from '../../../src/core/evidence.ts';
import type { OracleTrial } from './trial.ts';

/** How a client that was asked for a listing ended. */
export interface ListingRun {
  readonly exitCode: number | null;
  /** The listing. */
  readonly stdout: string;
  /** Its trace: `> PASV` as curl writes it, `---> PORT` as lftp does. */
  readonly stderr: string;
  /** It took longer than it was given. */
  readonly cut: boolean;
}

const sentCommand = new RegExp(`^(?:-{3})?> (${modeCommands.join('|')})\\b`, 'gm');
/** What the two say on stderr beside the trace; the numbers are curl's exit codes. */
const complaint = /^(?:curl|ls|open|cd): .*$/gm;
/** In active mode curl 7.88 puts these words, which concern nothing, in the place of its reason. */
const curlsMistake = /sa_addr inet_ntop\(\) failed.*$/;
const curlsRemark = /^\* (?!sa_addr|Closing connection|Connection #)(.*)$/gm;
const lastReply = /^(?:<-{3}|<) ([45]\d{2} .*)$/gm;

/**
 * Whether the listing came in the wanted mode and in no other: clients go over to PASV or PORT by themselves where EPSV or
 * EPRT is of no use, and over IPv6 they never send PASV and PORT.
 */
export function readListingRun(command: ModeCommand, run: ListingRun, mayBeEmpty = false): OracleTrial {
  const sent = [...run.stderr.matchAll(sentCommand)].map(([, name]) => name);
  const other = sent.find(name => name !== command);
  const arrived = run.exitCode === 0 && (mayBeEmpty || run.stdout.trim() !== '');
  if (arrived && other === undefined && sent.length > 0) return { works: true };
  if (sent.includes(command) && other !== undefined)
    return { works: false, why: `went over from ${command} to ${other}` };
  if (other !== undefined) return { works: null, why: `used ${other} in place of ${command}` };
  return { works: false, why: whyNot(run) };
}

function whyNot({ exitCode, stderr, stdout, cut }: ListingRun): string {
  const last = (pattern: RegExp): string | undefined => [...stderr.matchAll(pattern)].at(-1)?.at(-1)?.trim();
  const said = last(complaint)?.replace(curlsMistake, last(curlsRemark) ?? '');
  const reply = last(lastReply);
  const words = [...(said === undefined ? [] : [said]), ...(reply === undefined ? [] : [`after ${reply}`])];
  if (words.length > 0) return words.join(', ');
  if (cut) return 'nothing came in time';
  return exitCode === 0 && stdout.trim() === '' ? 'an empty listing' : `exit code ${exitCode}`;
}
