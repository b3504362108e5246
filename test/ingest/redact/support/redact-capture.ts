import { CaptureRedactor } from '../../../../src/ingest/redact/capture/capture-redactor.ts';
import { AddressPseudonyms } from '../../../../src/ingest/redact/pseudonyms/address-pseudonyms.ts';
import type { Redactions } from '../../../../src/ingest/redact/redactions.ts';
import { TextRedactor } from '../../../../src/ingest/redact/text-redactor.ts';
import { piecesOf } from '../../capture/support/listen.ts';
import { nothing } from './redact-lines.ts';

/** The redacted capture; nothing but passwords is replaced unless said. */
export async function redactCapture(
  file: Uint8Array,
  asked: Partial<Redactions> = {},
  pieceBytes = 1000,
): Promise<Buffer> {
  const redactions = { ...nothing, ...asked };
  const addresses = new AddressPseudonyms(true);
  const redactor = new TextRedactor({ redactions, addresses });
  const capture = new CaptureRedactor(() => piecesOf(file, pieceBytes), { redactions, addresses, redactor });
  await capture.learn();
  const pieces: Uint8Array[] = [];
  await capture.redact(async piece => void pieces.push(Uint8Array.from(piece)));
  return Buffer.concat(pieces);
}
