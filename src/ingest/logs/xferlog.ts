import type { LogFormat, LogLine, LogParser } from './log-format.ts';

// The xferlog of wu-ftpd, which vsftpd, ProFTPD, Pure-FTPd and others write too (xferlog(5)), and the Common Log Format of
// Pure-FTPd's `altlog`: a line for each file that was moved, and none for what failed before.

const transfer =
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} \d{1,9} \S{1,255} \d{1,20} .{1,4000} [ab] [_CUT]{1,3} [ioD] [agr] /;
const commonLog =
  /^\S{1,255} \S{1,100} .{1,100} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[^\]]{10,20}\] "(?:GET|PUT) \/.{0,4000}(?<! HTTP\/\d\.?\d?)" \d{3} \d{1,20}$/;

/** There is nothing in it of which a session could be made. */
class XferlogParser implements LogParser {
  take({ text }: LogLine): boolean {
    return transfer.test(text) || commonLog.test(text);
  }

  finished(): readonly [] {
    return [];
  }

  end(): readonly [] {
    return [];
  }
}

/** A list of transfers, which is recognised so that it can be said what it lacks. */
export const xferlog: LogFormat = {
  id: 'xferlog',
  name: 'xferlog',
  seenBy: 'server',
  holdsNoSessions:
    'An xferlog lists the files that were moved. It says nothing of modes, data connections and what failed: the server’s protocol log does.',
  score(line) {
    if (transfer.test(line)) return 1;
    return commonLog.test(line) ? 0.4 : 0;
  },
  parser: () => new XferlogParser(),
};
