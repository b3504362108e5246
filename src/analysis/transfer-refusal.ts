import type { FailureOf } from '../core/failure.ts';
import type { Outcome } from '../core/outcome.ts';
import { refusalOf } from './refusal.ts';

/**
 * What a server means when it refuses LIST, before or after its 150:
 *
 * - `session-reuse` the data connection has to resume the control connection's TLS session;
 * - `protection` the data connection has to be encrypted (RFC 4217 §9);
 * - `foreign-peer` the data connection came from another address than the control connection;
 * - `connection` it could not be opened (425);
 * - `aborted` it was opened and then cut (426);
 * - `path` the directory is not there, or not for this account (450, 550, 553);
 * - `local-error` the server itself failed (451);
 * - `storage` disk or quota (452, 552);
 * - `other` anything else.
 */
export type TransferRefusal =
  | 'session-reuse'
  | 'protection'
  | 'foreign-peer'
  | 'connection'
  | 'aborted'
  | 'path'
  | 'local-error'
  | 'storage'
  | 'other';

/** The texts by which products tell, whatever the code; the first that fits decides. */
const phrases: readonly (readonly [RegExp, TransferRefusal])[] = [
  // vsftpd 522, FileZilla Server 1.x 425 and 0.9 450; `Data connection must use cached TLS session` of a nameless 522.
  [/session re-?use|(cached|TLS) session|session.*(resumed|resumption)/i, 'session-reuse'],
  // vsftpd 522, ProFTPD 522, FileZilla Server 425 and 521, IIS 534, Pure-FTPd 521, pyftpdlib 550.
  [/must be encrypted|required on the data|PROT [CP]\b|PROT setting|requires SSL|protection level/i, 'protection'],
  // vsftpd, whose own port 20 is not to be had: `500 OOPS: vsf_sysutil_bind`.
  [/vsf_sysutil_bind/i, 'connection'],
  // vsftpd `425 Security: Bad IP connecting.`; pyftpdlib, FileZilla Server 0.9.
  [/bad IP connecting|rejected data connection/i, 'foreign-peer'],
];

const byCode: Readonly<Record<number, TransferRefusal>> = {
  425: 'connection',
  426: 'aborted',
  450: 'path',
  451: 'local-error',
  452: 'storage',
  521: 'protection',
  522: 'protection',
  533: 'protection',
  534: 'protection',
  550: 'path',
  552: 'storage',
  553: 'path',
};

/** Judges one refusal of a transfer by its text, and where the text tells nothing by its code (RFC 959 §5.4, RFC 4217 §10). */
export function meaningOfTransferRefusal({ code, text }: FailureOf<'rejected'>): TransferRefusal {
  return phrases.find(([phrase]) => phrase.test(text))?.[1] ?? byCode[code] ?? 'other';
}

/** The steps in which a transfer can be refused. */
export interface Transfer {
  readonly id: string;
  readonly steps: { readonly preliminary: Outcome<unknown>; readonly completion: Outcome<unknown> };
}

/** One refused transfer. */
export interface RefusedTransfer {
  readonly trial: string;
  /** `pasv.preliminary` */
  readonly step: string;
  readonly refusal: FailureOf<'rejected'>;
  readonly meaning: TransferRefusal;
}

/** The transfers that were refused with this meaning, each with the step in which the server said so. */
export function refusedTransfers(transfers: readonly Transfer[], meaning: TransferRefusal): readonly RefusedTransfer[] {
  return transfers.flatMap(transfer => {
    const refused = refusedTransferOf(transfer);
    return refused?.meaning === meaning ? [refused] : [];
  });
}

function refusedTransferOf({ id, steps }: Transfer): RefusedTransfer | undefined {
  for (const name of ['preliminary', 'completion'] as const) {
    const refusal = refusalOf(steps[name]);
    if (refusal) return { trial: id, step: `${id}.${name}`, refusal, meaning: meaningOfTransferRefusal(refusal) };
  }
  return undefined;
}
