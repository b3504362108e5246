import type { TextRedactor } from '../text-redactor.ts';
import type { Direction } from './control-connections.ts';
import type { Run } from './control-stream.ts';
import { type Piece, piecesOf } from './stream-pieces.ts';

/** A command, perhaps behind Telnet's own (RFC 854): other than the rest of a torn one it may be kept. */
const wholeCommand =
  /^(?:\xff[\xf0-\xff].?)*(?:USER|CWD|CDUP|XCWD|XPWD|PWD|QUIT|PORT|PASV|EPRT|EPSV|TYPE|STRU|MODE|RETR|STOR|STOU|APPE|REST|RNFR|RNTO|ABOR|DELE|RMD|MKD|LIST|NLST|MLSD|MLST|SITE|SYST|STAT|HELP|NOOP|FEAT|OPTS|AUTH|PBSZ|PROT|CCC|SIZE|MDTM|PASS|ACCT|HOST|CLNT)(?:[ \r]|$)/i;

/** What makes of a line one of the same length. */
export type LineRedactor = Pick<TextRedactor, 'redact'>;

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** What is told on the lines of a run. */
export function linesOf({ bytes, ...run }: Run): readonly string[] {
  return piecesOf({ bytes, ...run }).flatMap(piece =>
    piece.kind === 'line' ? [withoutEnd(textOf(bytes, piece))] : [],
  );
}

/** Whether there is TLS in it. */
export function hasTls(run: Run): boolean {
  return piecesOf(run).some(({ kind }) => kind === 'tls');
}

/** The run with its lines redacted, byte for byte as long as before. TLS stays as it is. */
export function redactRun(run: Run, speaker: Direction['speaker'], redactor: LineRedactor): Run {
  const bytes = Buffer.from(run.bytes);
  for (const piece of piecesOf(run)) {
    if (piece.kind === 'tls') continue;
    const text = textOf(run.bytes, piece);
    bytes.write(redactLine(text, piece, speaker, redactor), piece.start, 'latin1');
  }
  return { ...run, bytes };
}

function redactLine(text: string, piece: Piece, speaker: Direction['speaker'], redactor: LineRedactor): string {
  // It may be the rest of a password. What holds control characters is most likely encrypted.
  const mayBeRest = piece.isTorn && speaker === 'client' && !wholeCommand.test(text) && !control.test(text);
  if (mayBeRest) return masked(text);
  const line = withoutEnd(text);
  const redacted = redactor.redact(line, speaker, { keepsLength: true });
  return redacted.length === line.length ? redacted + text.slice(line.length) : masked(text);
}

function withoutEnd(text: string): string {
  return text.replace(/[\r\n]{1,2}$/, '');
}

function masked(text: string): string {
  return text.replace(/[^\r\n]/g, 'x');
}

function textOf(bytes: Uint8Array, { start, end }: Piece): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
