import { changeJsonStrings } from './json-strings.ts';
import type { Speaker } from './text/command-in.ts';
import { isVerb } from './text/protocol-words.ts';
import type { TextRedactor } from './text-redactor.ts';

/** Under such keys a string as a whole is a password, whatever it looks like. */
const secretKey = /^(?:.{0,20}passw(?:or)?d|passwd|pass|passphrase|secret|acct|account|api_?key|token|authorization)$/i;
/** How ftpdiag's evidence says whether a password was sent. */
const saysHow: ReadonlySet<string> = new Set(['', 'none', 'clear', 'encrypted']);
const nameKeys: Readonly<Record<string, 'user' | 'host'>> = { user: 'user', host: 'host', serverName: 'host' };
const fileKeys: ReadonlySet<string> = new Set(['path', 'file']);
const literalAddress = /^(?:[\d.]+|[\da-f:.]*:[\da-f:.]*(?:%.*)?)$/i;
const nobody: ReadonlySet<string> = new Set(['', 'anonymous', 'ftp', 'localhost']);

/** Learns from the strings of a JSON text: evidence, a report, or any other. */
export function learnJson(json: string, redactor: TextRedactor): void {
  changeJsonStrings(json, (text, key) => {
    const kind = kindOf(text, key);
    if (kind !== null) redactor.learnName(kind, text);
    else for (const line of linesOf(text, key)) redactor.learn(line, speakerOf(line, key));
    return text;
  });
}

/** The JSON text with the strings redacted, and nothing else changed. */
export function redactJson(json: string, redactor: TextRedactor): string {
  return changeJsonStrings(json, (text, key) => {
    const kind = kindOf(text, key);
    if (kind !== null) return redactor.replace(kind, text);
    const lines = linesOf(text, key).map(line => redactor.redact(line, speakerOf(line, key)));
    return lines.join('\n').slice(prefixOf(key).length);
  });
}

/** What a string as a whole is, where its key tells. */
function kindOf(text: string, key: string): 'secret' | 'user' | 'host' | null {
  if (secretKey.test(key)) return saysHow.has(text) ? null : 'secret';
  return nobody.has(text) || literalAddress.test(text) ? null : (nameKeys[key] ?? null);
}

/** A path by itself looks like none: behind a command it does. */
function linesOf(text: string, key: string): readonly string[] {
  return (prefixOf(key) + text).split('\n');
}

function prefixOf(key: string): string {
  return fileKeys.has(key) ? 'CWD ' : '';
}

/** Replies are kept without their codes; a command is known by its verb in capitals. */
function speakerOf(line: string, key: string): Speaker {
  if (key !== 'text' && !fileKeys.has(key)) return 'server';
  return isVerb(/^([A-Z]{3,4}) /.exec(line)?.[1] ?? '') ? 'client' : 'server';
}
