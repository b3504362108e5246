import type { Behaviour } from '../behaviour.ts';
import type { Scenario } from '../scenario.ts';

function hostile(name: string, title: string, behaviour: Behaviour): Scenario {
  return { name, kind: 'hostile', title, behaviour, expect: null };
}

/** Odd, but within what a client has to take: nothing may be found wrong. */
function odd(name: string, title: string, behaviour: Behaviour): Scenario {
  return { ...hostile(name, title, behaviour), expect: { status: 'ok', cause: 'none', side: 'none', rule: null } };
}

const tls = { mode: 'explicit' } as const;

/** Peers that try a client's patience, memory or terminal. A check must end, in bounded memory, whatever it says. */
export const hostileScenarios: readonly Scenario[] = [
  hostile('hostile-greeting-endless-line', 'The greeting is one line without an end', { greeting: 'endless-line' }),
  hostile('hostile-greeting-endless-multiline', 'The greeting has endlessly many lines', {
    greeting: 'endless-multiline',
  }),
  hostile('hostile-greeting-unfinished', 'The greeting has a beginning and no end', { greeting: 'unfinished' }),
  hostile('hostile-greeting-binary', 'The greeting is binary noise', { greeting: 'binary' }),
  hostile('hostile-greeting-close', 'The connection is closed before a greeting', { greeting: 'close' }),
  hostile('hostile-greeting-reset', 'The connection is reset before a greeting', { greeting: 'reset' }),
  ...(['USER', 'PASS', 'FEAT', 'SYST', 'STAT', 'PASV', 'EPSV', 'PORT', 'EPRT', 'LIST', 'QUIT'] as const).flatMap(
    verb => [
      hostile(`hostile-silence-at-${verb.toLowerCase()}`, `${verb} is never answered`, { at: { [verb]: 'silence' } }),
      hostile(`hostile-close-at-${verb.toLowerCase()}`, `${verb} ends the connection`, { at: { [verb]: 'close' } }),
    ],
  ),
  hostile('hostile-endless-line-at-user', 'USER is answered with a line without an end', {
    at: { USER: 'endless-line' },
  }),
  hostile('hostile-endless-multiline-at-feat', 'FEAT is answered with endlessly many lines', {
    at: { FEAT: 'endless-multiline' },
  }),
  hostile('hostile-binary-at-syst', 'SYST is answered with binary noise', { at: { SYST: 'binary' } }),
  hostile('hostile-reset-at-list', 'LIST resets the connection', { at: { LIST: 'reset' } }),
  hostile('hostile-pasv-port-zero', 'The 227 names port 0', { pasv: { spelled: 'port-zero' } }),
  hostile('hostile-epsv-port-over-65535', 'The 229 names port 70000', { epsv: { spelled: 'port-over-65535' } }),
  hostile('hostile-listing-endless', 'The listing never ends', { transfer: 'endless' }),
  hostile('hostile-listing-reset', 'The data connection is reset halfway', { transfer: 'reset-midway' }),
  hostile('hostile-no-completion', 'The listing comes, and no 226', { transfer: 'no-completion' }),
  hostile('hostile-completion-without-data', '226 comes, and the data connection stays open and silent', {
    transfer: 'completion-without-data',
  }),
  hostile('hostile-handshake-silence', 'The TLS handshake never ends', {
    tls: { ...tls, controlHandshake: 'silence' },
  }),
  hostile('hostile-handshake-close', 'The TLS handshake is closed', { tls: { ...tls, controlHandshake: 'close' } }),
  hostile('hostile-handshake-alert', 'The TLS handshake ends in an alert', {
    tls: { ...tls, controlHandshake: 'alert' },
  }),
  hostile('hostile-data-handshake-silence', 'The TLS handshake of data connections never ends', {
    tls: { ...tls, dataHandshake: 'silence' },
  }),
  hostile('hostile-data-handshake-reset', 'The TLS handshake of data connections is reset', {
    tls: { ...tls, dataHandshake: 'reset' },
  }),
  odd('hostile-escape-sequences', 'Every reply and file name carries escape sequences', {
    decoration: 'escape-sequences',
    transfer: 'hostile-names',
  }),
  odd('hostile-telnet-iac', 'Every reply carries telnet commands', { decoration: 'telnet-iac' }),
  odd('hostile-nul', 'Every reply carries NUL characters', { decoration: 'nul' }),
  odd('hostile-eight-bit', 'Every reply carries bytes that are no UTF-8', { decoration: 'eight-bit' }),
  odd('hostile-byte-by-byte', 'Every byte of a reply comes in a segment of its own', { framing: 'byte-by-byte' }),
  odd('hostile-bare-lf', 'Lines end with LF alone', { framing: 'bare-lf' }),
  odd('hostile-coalesced', '150 and 226 share a segment', { framing: 'coalesced' }),
  odd('hostile-completion-first', '226 comes before the listing', { transfer: 'completion-before-data' }),
];
