import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { adviceFor, allAdvice } from '../../src/advice/advice-for.ts';
import { placeholders } from '../../src/advice/fill-placeholders.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Every key that a rule may answer with, with the file that has it. */
const used = ['rules', 'analysis'].flatMap(folder =>
  sourcesIn(folder).flatMap(file => {
    const text = readFileSync(source + file, 'utf8');
    return [...text.matchAll(/'((?:client|server|network)\/[a-z0-9-]+)'/g)].map(([, key = '']) => ({ key, file }));
  }),
);

const remedies = allAdvice.flatMap(({ key, remedies: some }) => some.map(remedy => ({ key, ...remedy })));

describe('the advice', () => {
  it.each(used)('has what $file answers with, $key', ({ key }) => {
    expect(adviceFor(key)).toBeDefined();
  });

  it.each(allAdvice)('has a use for $key', ({ key }) => {
    expect(used.map(one => one.key)).toContain(key);
  });

  it('has each key once', () => {
    const keys = allAdvice.map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it.each(allAdvice)('$key names a goal, in the imperative', ({ title }) => {
    expect(title).toMatch(/^[A-Z].*[^.\s]$/);
  });

  it.each(allAdvice)('$key has each product at most once, and at least one', advice => {
    const products = advice.remedies.map(({ product }) => product);
    expect(products).not.toEqual([]);
    expect(products).toEqual([...new Set(products)]);
  });

  it.each(remedies)('says something for $product in $key', ({ text }) => {
    expect(text).toMatch(/^\S.*[.:]$/s);
  });

  it.each(remedies)('has whole lines to copy for $product in $key', ({ commands }) => {
    for (const command of commands) expect(command).toMatch(/^ *\S[^\n]*$/);
  });

  it.each(remedies)('ends in a colon only before commands: $product in $key', ({ text, commands }) => {
    if (text.endsWith(':')) expect(commands).not.toEqual([]);
  });

  it('uses only placeholders that are known', () => {
    const texts = [
      ...allAdvice.map(({ title }) => title),
      ...remedies.flatMap(({ text, commands }) => [text, ...commands]),
    ];
    const names = texts.flatMap(text => [...text.matchAll(/\{([a-z]+)\}/gi)].map(([, name = '']) => name));
    expect(names.filter(name => !placeholders.includes(name))).toEqual([]);
  });
});

function sourcesIn(folder: string): string[] {
  return readdirSync(source + folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name}`);
}
