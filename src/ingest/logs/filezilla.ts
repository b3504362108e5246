import type { Recording } from '../recording.ts';
import { parseFilezillaLine } from './filezilla-line.ts';
import { FilezillaSession } from './filezilla-session.ts';
import type { LogFormat, LogLine, LogParser } from './log-format.ts';
import { NamedSessions } from './named-sessions.ts';

/**
 * FileZilla's message log, as its log file has it (`date process connection kind: text`, seen from 3.63) and as it is
 * copied from the window (`kind:⇥text`, with or without the time of day), at any debug level, in any language: kinds by
 * their prefix, and messages by where they stand and what is in them, for only their words are translated.
 */
export const filezilla: LogFormat = {
  id: 'filezilla',
  name: 'FileZilla log',
  seenBy: 'client',
  score: line => {
    const parsed = parseFilezillaLine(line);
    if (parsed === null) return 0;
    // "Error: …" may be anybody's.
    return parsed.kind === 'error' || parsed.kind === 'listing' ? parsed.certainty * 0.8 : parsed.certainty;
  },
  parser: file => new FilezillaParser(file),
};

class FilezillaParser implements LogParser {
  readonly #file: string;
  readonly #sessions = new NamedSessions<FilezillaSession>();

  constructor(file: string) {
    this.#file = file;
  }

  take(line: LogLine): boolean {
    const parsed = parseFilezillaLine(line.text);
    if (parsed === null) return false;
    const { kind, text, stamp, session: key } = parsed;
    let session = this.#sessions.get(key);
    if (session === undefined || session.isFollowedBy(kind, text)) {
      session = new FilezillaSession(this.#file);
      this.#sessions.begin(key, session);
    }
    session.take(kind, text, stamp ?? line.stamp ?? null);
    return true;
  }

  finished(): readonly Recording[] {
    return this.#sessions.finished();
  }

  end(): readonly Recording[] {
    return this.#sessions.end();
  }
}
