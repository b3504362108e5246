import { mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** Programs of the lab that run as processes of their own. */
type ScriptName = 'scripted-entry' | 'other-protocol-entry';

// From the project's folder, where npm starts everything: the lab is one bundle, which knows not where its sources are.
const cache = resolve('node_modules/.cache/ftpdiag-lab');

const built = new Map<ScriptName, string>();

/** The path of one of these programs as plain JavaScript, because Node 20 runs no TypeScript; made once in a run. */
export function bundledScript(name: ScriptName): string {
  const known = built.get(name);
  if (known !== undefined) return known;
  mkdirSync(cache, { recursive: true });
  const script = join(cache, `${name}.mjs`);
  // Another process may be starting the one that is there.
  const fresh = join(cache, `${name}.${process.pid}.mjs`);
  buildSync({
    entryPoints: [resolve(`test/lab/servers/${name}.ts`)],
    outfile: fresh,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  renameSync(fresh, script);
  built.set(name, script);
  return script;
}
