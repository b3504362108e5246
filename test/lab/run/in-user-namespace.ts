import { spawn } from 'node:child_process';
import { userNamespacePrefix } from '../world/requirement.ts';

/** Starts this program anew, with the same words, where an ordinary user is root; gives its exit code. */
export function startInUserNamespace(words: readonly string[]): Promise<number> {
  const [program = 'unshare', ...prefix] = userNamespacePrefix;
  const child = spawn(program, [...prefix, process.execPath, ...process.argv.slice(1, 2), ...words], {
    stdio: 'inherit',
  });
  // It hears Ctrl-C from the terminal itself, and takes down what it built before it ends.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 130));
  });
}
