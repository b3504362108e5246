import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Who may import whom; every folder may import itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ftp: ['core'],
  schema: ['core', 'report'],
  net: ['core'],
  probe: ['core', 'ftp', 'net'],
  ingest: ['core', 'ftp'],
  analysis: ['core', 'ftp'],
  rules: ['core', 'analysis'],
  advice: ['core'],
  report: ['core', 'analysis', 'advice'],
  lab: ['core', 'ftp', 'net'],
  cli: ['core', 'ftp', 'schema', 'net', 'probe', 'ingest', 'analysis', 'rules', 'advice', 'report', 'lab'],
};

/** Folders that compute and nothing else: no Node, so that they run anywhere and are tested without a world. */
const pure = ['core', 'ftp', 'schema', 'analysis', 'rules', 'advice', 'report'];
const nodeGlobals = /(?<![.\w])(?:process|Buffer|console|setTimeout|setInterval|setImmediate|require)\b\s*[.(]/;
const longest = 300;
/** Generated, one line a rule. */
const generated = ['src/rules/docs.ts', 'src/rules/index.ts'];

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  /** Paths of the project files that it imports. */
  readonly imports: readonly string[];
}

function read(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), 'utf8');
      const relatives = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to]) => to ?? '');
      const imports = relatives.map(to => relative(root, join(root, dirname(path), to)));
      return { path, folder: path.split('/')[1] ?? '', text, imports };
    });
}

const sources = read('src');
const folderOf = (path: string): string => path.split('/')[1] ?? '';

describe('the house', () => {
  test('every folder of src is in the table', () => {
    expect([...new Set(sources.map(({ folder }) => folder))].sort()).toEqual(Object.keys(mayImport).sort());
  });

  test('imports go only where the table allows', () => {
    const wrong = sources.flatMap(({ path, folder, imports }) =>
      imports
        .filter(to => to.startsWith('src/') && folderOf(to) !== folder && !mayImport[folder]?.includes(folderOf(to)))
        .map(to => `${path} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test('there are no cycles', () => {
    const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const to of importsOf.get(path) ?? []) visit(to, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('pure folders know nothing of Node', () => {
    const wrong = sources
      .filter(({ folder }) => pure.includes(folder))
      .filter(({ text }) => /from 'node:/.test(text) || nodeGlobals.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  test('nothing in src prints through the console', () => {
    expect(sources.filter(({ text }) => /(?<![.\w])console\s*\./.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test(`no file is longer than ${longest} lines`, () => {
    const long = [...sources, ...read('test')]
      .filter(({ path }) => !generated.includes(path))
      .filter(({ text }) => text.split('\n').length > longest)
      .map(({ path }) => path);
    expect(long).toEqual([]);
  });
});
