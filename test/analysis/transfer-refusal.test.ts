import { expect, it } from 'vitest';
import { meaningOfTransferRefusal } from '../../src/analysis/transfer-refusal.ts';

it.each([
  [522, 'SSL connection failed; session reuse required: see require_ssl_reuse option', 'session-reuse'],
  [425, 'Unable to build data connection: TLS session of data connection not resumed.', 'session-reuse'],
  [450, 'TLS session of data connection has not resumed or the session does not match', 'session-reuse'],
  [522, 'Data connection must use cached TLS session', 'session-reuse'],
  [522, 'Data connections must be encrypted.', 'protection'],
  [534, 'Policy requires SSL.', 'protection'],
  [425, 'Unable to build data connection: PROT C is not allowed when the control connection is secure.', 'protection'],
  [521, 'Data connection cannot be opened with this PROT setting.', 'protection'],
  [425, 'Security: Bad IP connecting.', 'foreign-peer'],
  [425, 'Rejected data connection from foreign address 198.51.100.9:5000.', 'foreign-peer'],
  [425, 'Failed to establish connection.', 'connection'],
  [426, 'Failure writing network stream.', 'aborted'],
  [450, 'No such file or directory', 'path'],
  [451, 'Failure reading local file.', 'local-error'],
  [452, 'Insufficient storage space', 'storage'],
  [552, 'Quota exceeded', 'storage'],
  [550, 'Permission denied.', 'path'],
  [502, 'LIST not implemented.', 'other'],
] as const)('%i %s', (code, text, meaning) => {
  const refusal = { kind: 'rejected', operation: 'command', errno: null, command: 'LIST', code, text } as const;
  expect(meaningOfTransferRefusal(refusal)).toBe(meaning);
});
