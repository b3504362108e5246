import { expect, test } from 'vitest';
import { type Ended, runCli } from '../support/run-cli.ts';

/** The command line of each `fixtures/cli/<name>.md`; vitest's `-u` writes the files anew. */
const commandLines: Readonly<Record<string, readonly string[]>> = {
  version: ['--version'],
  help: ['--help'],
  'check-help': ['check', '--help'],
  'unknown-option': ['check', '--nonsense', 'ftp.example.com'],
  'missing-target': ['check'],
  'bad-port': ['check', 'ftp.example.com:99999'],
  'unknown-mode': ['check', '--modes', 'nonsense', 'ftp.example.com'],
  'both-families': ['check', '-4', '-6', 'ftp.example.com'],
  'sftp-target': ['check', 'sftp://ftp.example.com'],
  'line-end-in-user': ['check', '--user', 'alice\r\nDELE x', 'ftp.example.com'],
  'unknown-scenario': ['demo', 'pasv-private-adress'],
  'analyze-help': ['analyze', '--help'],
  'analyze-log': ['analyze', 'fixtures/samples/client-nat-vsftpd/curl-port.log'],
  'analyze-capture': ['analyze', 'fixtures/samples/server-nat-private-227-vsftpd/session.pcap'],
  'analyze-no-recording': ['analyze', 'LICENSE'],
  'analyze-bad-session': ['analyze', '--session', 'two', 'fixtures/samples/client-nat-vsftpd/curl-port.log'],
  'redact-help': ['redact', '--help'],
  'doctor-help': ['doctor', '--help'],
  'explain-code': ['explain', '425'],
  'explain-address': ['explain', '227 Entering Passive Mode (10,1,2,3,195,149)'],
  'explain-finding': ['explain', 'pasv-private-address'],
};

/** A word as bash reads it back. */
function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (/[\r\n]/.test(word)) return `$'${word.replaceAll('\r', '\\r').replaceAll('\n', '\\n')}'`;
  return `'${word}'`;
}

function block(title: string, text: string): string {
  return text === '' ? '' : `\n${title}:\n\n\`\`\`text\n${text}${text.endsWith('\n') ? '' : '\n'}\`\`\`\n`;
}

function asMarkdown(words: readonly string[], { stdout, stderr, exitCode }: Ended): string {
  const command = `\`\`\`sh\n${['ftpdiag', ...words].map(quoted).join(' ')}\n\`\`\`\n`;
  return `${command}${block('Standard output', stdout)}${block('Standard error', stderr)}\nExit code: ${exitCode}\n`;
}

test.each(Object.entries(commandLines))('%s prints what its fixture says', async (name, words) => {
  const ended = await runCli(words, { env: { COLUMNS: '80', LC_ALL: 'C.UTF-8' } });
  await expect(asMarkdown(words, ended)).toMatchFileSnapshot(`../../fixtures/cli/${name}.md`);
});
