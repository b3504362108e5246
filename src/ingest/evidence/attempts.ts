import type { ModeCommand } from '../../core/evidence.ts';
import type { RecordedEvent } from '../recording.ts';
import { type Dialogue, type Exchange, finalReply } from './dialogue.ts';

/** One try at a data connection: the command that asked for it, and the transfer that was to use it. */
export interface Attempt {
  readonly command: ModeCommand;
  readonly asked: Exchange;
  /** LIST, RETR, STOR …; null where none followed. */
  readonly transfer: Exchange | null;
  /** What happened from the command to the next one of its kind. */
  readonly marks: readonly RecordedEvent[];
  /** TLS hides the command: that there was one, the data connection alone gives away. */
  readonly isHidden?: true;
}

const modes: ReadonlySet<string> = new Set<string>(['PASV', 'EPSV', 'PORT', 'EPRT']);
const transfers: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const listings: ReadonlySet<string> = new Set(['LIST', 'NLST', 'MLSD']);

/** Codes by which a file, and not its data connection, is the matter (RFC 959 §4.2.2). */
const aboutTheFile: ReadonlySet<number> = new Set([450, 451, 452, 501, 502, 504, 550, 551, 552, 553]);

/** Every try at a data connection, in their order; transfers of files that the server refused for the file's sake tell nothing. */
export function attemptsIn({ exchanges }: Dialogue): readonly Attempt[] {
  const attempts: Attempt[] = [];
  for (const [index, asked] of exchanges.entries()) {
    if (!modes.has(asked.verb) || (asked.verb === 'EPSV' && /^ALL$/i.test(asked.argument))) continue;
    const next = exchanges.findIndex(({ verb }, at) => at > index && modes.has(verb));
    const own = exchanges.slice(index, next === -1 ? undefined : next);
    const transfer = own.find(({ verb }) => transfers.has(verb)) ?? null;
    if (transfer !== null && isAboutTheFile(transfer)) continue;
    const marks = own.flatMap(exchange => exchange.marks);
    attempts.push({ command: asked.verb as ModeCommand, asked, transfer, marks });
  }
  return [...attempts, ...exchanges.flatMap(hiddenAttempts)];
}

/**
 * Data connections that belong to a session by their time, since TLS hides the commands that asked for them: whether
 * with PASV or EPSV, with PORT or EPRT, cannot be told, and the older command stands for both.
 */
function hiddenAttempts(exchange: Exchange): readonly Attempt[] {
  const begins = exchange.marks.flatMap((mark, at) => (isTiedByTime(mark) ? [{ mark, at }] : []));
  return begins.map(({ mark, at }, index) => ({
    command: mark.opener === 'client' ? 'PASV' : 'PORT',
    asked: { verb: '', argument: '', sentMs: mark.atMs, replies: [], marks: [] },
    transfer: null,
    marks: exchange.marks.slice(at, begins[index + 1]?.at),
    isHidden: true,
  }));
}

type DataMark = Extract<RecordedEvent, { kind: 'data-connected' | 'data-failed' }>;

function isTiedByTime(mark: RecordedEvent): mark is DataMark {
  return (mark.kind === 'data-connected' || mark.kind === 'data-failed') && mark.tiedBy === 'time';
}

function isAboutTheFile(transfer: Exchange): boolean {
  const final = finalReply(transfer);
  return !listings.has(transfer.verb) && final !== undefined && aboutTheFile.has(final.code);
}
