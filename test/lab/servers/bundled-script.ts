import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** Programs of the lab that run as processes of their own. */
export type ScriptName = 'scripted-entry' | 'other-protocol-entry';

const built = new Map<ScriptName, string>();

/** Plain JavaScript of one of these programs, because Node 20 runs no TypeScript: made once, removed when we end. */
export function bundledScript(name: ScriptName): string {
  const known = built.get(name);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-lab-script-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const script = join(folder, `${name}.mjs`);
  buildSync({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  built.set(name, script);
  return script;
}
