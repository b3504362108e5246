import type { Rule } from '../../src/analysis/define-rule.ts';

const labels = ['Seen when', 'Not this', 'See'] as const;
type Label = (typeof labels)[number];

/** The text of `src/rules/index.ts`: every rule file below the folder, in the order of the paths. */
export function ruleIndex(paths: readonly string[]): string {
  const names = paths.map(path => camelCase((path.split('/')[1] ?? '').replace(/\.ts$/, '')));
  return [
    "import type { Rule } from '../analysis/define-rule.ts';",
    ...paths.map((path, index) => `import ${names[index]} from './${path}';`),
    '',
    '/** Every rule. Generated from the folder by `test/registry.test.ts`; not to be edited by hand. */',
    'export const rules: readonly Rule[] = [',
    ...names.map(name => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

/** The text of `src/rules/README.md`: what each rule says of itself, and its doc comment. */
export function ruleTable(files: readonly { path: string; source: string; rule: Rule }[]): string {
  const rows = files.map(({ path, source, rule }) => {
    const doc = docOf(path, source);
    const cells = [rule.cause, rule.side, rule.severity, rule.stage, rule.title, ...labels.map(label => doc[label])];
    return `| [${rule.id}](${path}) | ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '# Rules',
    '',
    'Generated from the rules by `test/registry.test.ts`; not to be edited by hand. A rule may narrow its cause, side or',
    'severity by what it sees.',
    '',
    '| Rule | Cause | Side | Severity | Stage | Title | Seen when | Not this | See |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** One rule, as the registry reads it. */
interface RuleFile {
  readonly path: string;
  readonly source: string;
  /** The sources of what it imports, one after the other. */
  readonly imported: string;
  readonly rule: Rule;
}

/** The text of `src/rules/docs.ts`: what `ftpdiag explain` says of each rule. */
export function ruleDocs(files: readonly RuleFile[]): string {
  const entries = files.map(({ path, source, imported, rule }) => {
    const doc = docOf(path, source);
    const [seenWhen, notThis, see] = labels.map(label => JSON.stringify(doc[label]));
    const fixes = `[${fixKeysIn(source, imported).join(', ')}]`;
    return `  ${JSON.stringify(rule.id)}: { seenWhen: ${seenWhen}, notThis: ${notThis}, see: ${see}, fixes: ${fixes} },`;
  });
  return [
    '/** What a rule says of itself in the comment before it. */',
    'export interface RuleDoc {',
    '  readonly seenWhen: string;',
    '  readonly notThis: string;',
    '  readonly see: string;',
    '  /** Keys of the advice that it may point to, depending on what was seen. */',
    '  readonly fixes: readonly string[];',
    '}',
    '',
    '/** By rule id. Generated from the rules by `test/registry.test.ts`; not to be edited by hand. */',
    'export const ruleDocs: Readonly<Record<string, RuleDoc>> = {',
    ...entries,
    '};',
    '',
  ].join('\n');
}

/** The keys of advice that a rule names, then those of what it is built from. */
function fixKeysIn(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(text => text.match(/'(?:client|server|network)\/[a-z0-9-]+'/g) ?? []))];
}

/** The three labelled lines of the comment before the rule; a line without a label continues the one before it. */
function docOf(path: string, source: string): Readonly<Record<Label, string>> {
  const before = source.slice(0, source.indexOf('export default defineRule('));
  const comment = before.slice(before.lastIndexOf('/**'));
  const parts = new Map<Label, string>();
  let current: Label | null = null;
  for (const line of comment.split('\n').map(text => text.replace(/^\s*\*\/?\s?/, '').trim())) {
    const label = labels.find(one => line.startsWith(`${one}:`));
    if (label) {
      current = label;
      parts.set(label, line.slice(label.length + 1).trim());
    } else if (current && line !== '') {
      parts.set(current, `${parts.get(current)} ${line}`);
    } else {
      current = null;
    }
  }
  const [first, second, third] = labels.map(label => {
    const text = parts.get(label);
    if (!text) throw new Error(`src/rules/${path}: its doc comment has no line "${label}:"`);
    return text;
  });
  return { 'Seen when': first ?? '', 'Not this': second ?? '', See: third ?? '' };
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
