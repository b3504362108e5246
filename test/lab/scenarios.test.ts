import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modeCommands } from '../../src/core/evidence.ts';
import { rules } from '../../src/rules/index.ts';
import { scenarios } from './scenarios.ts';

const folder = new URL('scenarios/', import.meta.url);

test('every list of scenarios in the folder is among them', async () => {
  const gathered = new Set<unknown>(scenarios);
  const missing: string[] = [];
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const exported: Record<string, unknown> = await import(new URL(file, folder).href);
    for (const [name, value] of Object.entries(exported)) {
      const isLeftOut = Array.isArray(value) && !value.every(scenario => gathered.has(scenario));
      if (isLeftOut) missing.push(`${name} of ${file}`);
    }
  }
  expect(missing).toEqual([]);
});

test('names are unique, and in kebab-case', () => {
  const names = scenarios.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});

test('labels leave nothing open', () => {
  const open = scenarios.filter(({ label }) =>
    [label.status, label.cause, label.side, ...modeCommands.map(command => label.modes[command])].some(
      list => list.length === 0,
    ),
  );
  expect(open.map(({ name }) => name)).toEqual([]);
});

test('labels name findings that exist', () => {
  const known = new Set(rules.map(({ id }) => id));
  const unknown = scenarios.flatMap(({ name, label }) =>
    [...(label.findings ?? []), ...(label.absent ?? [])].filter(id => !known.has(id)).map(id => `${name}: ${id}`),
  );
  expect(unknown).toEqual([]);
});
