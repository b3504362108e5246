import type { Decoration } from './behaviour.ts';

const decorations: Readonly<Record<Decoration, (line: string) => string>> = {
  none: line => line,
  // IAC NOP between words, and IAC WILL ECHO in front of the text (RFC 854).
  'telnet-iac': line => line.replace(' ', ' \xff\xfb\x01').replaceAll(' ', ' \xff\xf1'),
  nul: line => line.replaceAll(' ', ' \0'),
  // Latin-1, which is no valid UTF-8.
  'eight-bit': line => `${line} \xe9t\xe9 \xfc`,
  // Title, colour, clearing the screen, a link, a bell, and C1 controls in their 8-bit form.
  'escape-sequences': line =>
    `${line} \x1b]0;owned\x07\x1b[31m\x1b[2J\x1b[H\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\\x9b1m\x08\x08\r`,
};

/** The bytes of a complete reply: decorated, each line with its end. Characters are bytes (Latin-1). */
export function replyBytes(reply: string, decoration: Decoration, lineEnd: string): Buffer {
  const lines = reply.split('\n').map(line => decorations[decoration](line) + lineEnd);
  return Buffer.from(lines.join(''), 'latin1');
}
