import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { type Place, spawnIn } from '../real-server/place.ts';

const built = new Map<string, string>();

/**
 * Starts one of the tests' own TypeScript files as a process in a place, and resolves once it says something: that it is
 * ready. Rejects with its complaint when it ends before. The file's path is relative to the project's folder.
 */
export function startScript(place: Place, file: string, words: readonly string[] = []): Promise<ChildProcess> {
  // It comes through standard input, so that it leaves no file behind and finds the project's native modules.
  const script = spawnIn(place, process.execPath, ['-', ...words], { stdio: 'pipe' });
  script.stdin?.on('error', () => {});
  script.stdin?.end(toJavaScript(file));
  return new Promise((resolve, reject) => {
    let complaint = '';
    script.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    script.stdout?.once('data', () => resolve(script));
    script.once('error', reject);
    script.once('close', () => reject(new Error(`${file} did not start: ${complaint.trim()}`)));
  });
}

/** Plain JavaScript, because Node 20 runs no TypeScript. */
function toJavaScript(file: string): string {
  const known = built.get(file);
  if (known !== undefined) return known;
  const { outputFiles } = buildSync({
    entryPoints: [resolve(file)],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Native modules cannot be bundled.
    external: ['koffi', 'esbuild'],
  });
  const text = outputFiles[0]?.text ?? '';
  built.set(file, text);
  return text;
}
