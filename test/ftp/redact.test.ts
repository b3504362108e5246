import { describe, expect, test } from 'vitest';
import { redactCommand, scrub } from '../../src/ftp/redact.ts';

describe('redactCommand', () => {
  test.each([
    ['PASS secret', 'PASS ****'],
    ['pass two words', 'PASS ****'],
    [' PASS\tsecret', 'PASS ****'],
    ['PASS ', 'PASS ****'],
    ['PASS', 'PASS ****'],
    ['ACCT secret', 'ACCT ****'],
    ['PASS one\ntwo', 'PASS ****'],
    ['PASV', 'PASV'],
    ['USER pass', 'USER pass'],
    ['PASSIVE', 'PASSIVE'],
  ])('%j', (line, redacted) => {
    expect(redactCommand(line)).toBe(redacted);
  });
});

describe('scrub', () => {
  test.each([
    ['ftp://u:hunter2@host hunter2', ['hunter2'], 'ftp://u:****@host ****'],
    ['p%40s%2fs and P p%40S p@s/s', ['p@s/s'], '**** and P p%40S ****'],
    ['gr%C3%BC%c3%9fe grüße', ['grüße'], '**** ****'],
    ['a.b axb', ['a.b'], '**** axb'],
    ['[x](y)^$\\|*+?{z}', ['[x](y)^$\\|*+?{z}'], '****'],
    ['%68unter2', ['hunter2'], '****'],
    ['longer and long', ['long', 'longer'], '**** and ****'],
    ['nothing', ['', 'x'], 'nothing'],
    ['nothing', [], 'nothing'],
    ['😀 %F0%9F%98%80', ['😀'], '**** ****'],
  ])('%j', (text, secrets, scrubbed) => {
    expect(scrub(text, secrets)).toBe(scrubbed);
  });
});
