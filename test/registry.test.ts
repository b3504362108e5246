import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../src/analysis/define-rule.ts';
import { ruleDocs, ruleIndex, ruleTable } from './support/rule-registry.ts';

/** Rewrites both generated files: `npx vitest run --config test/vitest.config.ts test/registry.test.ts -u`. */
const folder = fileURLToPath(new URL('../src/rules/', import.meta.url));

const paths = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(`${folder}${name}`).map(file => `${name}/${file}`))
  .filter(path => path.endsWith('.ts') && readFileSync(folder + path, 'utf8').includes('export default defineRule('))
  .sort();

async function load(path: string): Promise<{ path: string; source: string; imported: string; rule: Rule }> {
  const { default: rule }: { default: Rule } = await import(pathToFileURL(folder + path).href);
  const source = readFileSync(folder + path, 'utf8');
  const imported = [...source.matchAll(/from '(\.[^']+)'/g)]
    .map(([, to = '']) => readFileSync(new URL(to, pathToFileURL(folder + path)), 'utf8'))
    .join('');
  return { path, source, imported, rule };
}

const files = await Promise.all(paths.map(load));

describe('the registry of rules', () => {
  it('has an up-to-date index', async () => {
    await expect(ruleIndex(paths)).toMatchFileSnapshot(`${folder}index.ts`);
  });

  it('has an up-to-date table', async () => {
    await expect(ruleTable(files)).toMatchFileSnapshot(`${folder}README.md`);
  });

  it('has up-to-date texts for ftpdiag explain', async () => {
    await expect(ruleDocs(files)).toMatchFileSnapshot(`${folder}docs.ts`);
  });

  it.each(files)('$path is named for its rule', ({ path, rule }) => {
    expect(path.split('/')[1]).toBe(`${rule.id}.ts`);
  });

  it('has each id once', () => {
    expect(new Set(files.map(({ rule }) => rule.id)).size).toBe(files.length);
  });

  it.each(files)('$path explains only rules that exist', ({ rule }) => {
    const ids = files.map(file => file.rule.id);
    expect(rule.explains.filter(id => !ids.includes(id))).toEqual([]);
  });
});
