import { describe, expect, it } from 'vitest';
import { isOwnEnd, meaningOfRefusal } from '../../src/analysis/refusal.ts';
import type { FailureOf } from '../../src/core/failure.ts';

function rejected(command: string, code: number, text: string): FailureOf<'rejected'> {
  return { kind: 'rejected', operation: 'command', errno: null, command, code, text };
}

describe('what a refusal of PASV, EPSV, PORT or EPRT means', () => {
  it.each([
    ['PASV', 550, 'Permission denied.', 'policy'],
    ['PASV', 502, 'PASV not implemented.', 'policy'],
    ['EPSV', 500, "'EPSV': command not understood.", 'policy'],
    ['PORT 1,2,3,4,5,6', 501, 'Active mode is disabled', 'policy'],
    ['PORT 1,2,3,4,5,6', 500, 'Unable to service PORT commands', 'policy'],
    ['PORT 1,2,3,4,5,6', 500, 'Illegal PORT command.', 'foreign-address'],
    ['EPRT |1|192.0.2.1|5000|', 500, 'Illegal EPRT command.', 'foreign-address'],
    ['PORT 1,2,3,4,5,6', 501, 'Illegal PORT command', 'policy'],
    ['PORT 1,2,3,4,5,6', 501, 'Server cannot accept argument.', 'foreign-address'],
    ['PORT 1,2,3,4,5,6', 500, "I won't open a connection to 10.0.0.5 (only to 203.0.113.7)", 'foreign-address'],
    ['PORT 1,2,3,4,5,6', 501, 'Rejected data connection to foreign address 10.0.0.5:5000.', 'foreign-address'],
    [
      'PORT 1,2,3,4,5,6',
      421,
      'Rejected command, requested IP address does not match control connection IP.',
      'foreign-address',
    ],
    ['PORT 1,2,3,4,5,6', 425, "Can't connect to specified address.", 'cannot-connect'],
    ['PORT 1,2,3,4,5,6', 421, 'Active data channel timed out.', 'cannot-connect'],
    ['PASV', 425, 'You cannot use PASV on IPv6 connections. Use EPSV instead.', 'family'],
    ['PASV', 500, 'You are connected using IPv6. PASV is only for IPv4.', 'family'],
    ['EPRT |2|2001:db8::1|5000|', 522, 'Network protocol not supported, use (1)', 'family'],
    ['PASV', 550, 'SSL/TLS required on the data channel.', 'protection'],
    ['PASV', 425, 'All reserved TCP ports are busy', 'resources'],
    ['PASV', 500, 'OOPS: vsf_sysutil_bind', 'resources'],
    ['PASV', 530, 'You must send PRET first.', 'pret'],
    ['PASV', 421, 'Idle timeout (600 seconds): closing control connection', 'closing'],
  ] as const)('%s %i %s', (command, code, text, meaning) => {
    expect(meaningOfRefusal(rejected(command, code, text))).toBe(meaning);
  });

  it('does not take a 421 about the data connection for the end of the session', () => {
    expect(isOwnEnd({ code: 421, text: 'Data timeout. Reconnect. Sorry.' })).toBe(false);
    expect(isOwnEnd({ code: 421, text: 'Timeout.' })).toBe(true);
  });
});
