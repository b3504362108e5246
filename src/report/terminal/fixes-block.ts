import { productFacts } from '../../advice/products.ts';
import type { Report, ReportFix } from '../report.ts';
import { enumerate } from '../words.ts';
import { blank, type Line, paragraph, span } from './line.ts';
import type { Theme } from './theme.ts';

const whereWords = { client: 'On the client', server: 'On the server', network: 'In the network between' } as const;

/** Deep enough to be seen as a block, and nothing but blanks, so that a copied line works as it is. */
const commandMargin = '      ';

/** What to change, most important first: each thing once, with the commands on lines of their own. */
export function fixesBlock({ findings }: Report, theme: Theme): Line[] {
  const symptoms = new Set(findings.flatMap(({ explains }) => explains));
  const serious = findings.filter(({ id, severity }) => theme.verbose || (severity !== 'info' && !symptoms.has(id)));
  const byKey = new Map<string, ReportFix[]>();
  for (const fix of serious.flatMap(({ fixes }) => fixes)) {
    const same = byKey.get(fix.key) ?? [];
    if (!same.some(({ product }) => product === fix.product)) byKey.set(fix.key, [...same, fix]);
  }
  return [...byKey.values()].flatMap((fixes, index) => fixLines(fixes, index + 1, theme));
}

function fixLines(fixes: readonly ReportFix[], number: number, theme: Theme): Line[] {
  const [first] = fixes;
  if (first === undefined) return [];
  const { width, verbose } = theme;
  const shown = fixes.filter(fix => verbose || isNear(fix));
  const hidden = fixes.filter(fix => !shown.includes(fix) && fix.applies === 'choose');
  const lines: Line[] = [
    blank,
    ...paragraph(`${whereWords[first.where]}: ${first.title}`, {
      width,
      tone: 'strong',
      lead: span(`Fix ${number}. `, 'strong'),
    }),
  ];
  for (const { product, productName, text, commands } of shown) {
    const lead = product === 'any' ? undefined : span(`${productName}: `, 'strong');
    lines.push(...paragraph(text, { width, indent: 2, ...(lead && { lead }) }));
    if (commands.length > 0) {
      lines.push(blank, ...commands.map(command => [span(commandMargin), span(command, 'command')]), blank);
    }
  }
  if (lines.at(-1) === blank) lines.pop();
  if (hidden.length > 0) {
    const names = enumerate(hidden.map(({ productName }) => productName));
    lines.push(...paragraph(`With -v also for ${names}.`, { width, indent: 2, tone: 'faint' }));
  }
  return lines;
}

/** What is shown without being asked for: what fits the server seen, and the choices that are likely beside it. */
function isNear({ applies, product }: ReportFix): boolean {
  return applies === 'this' || (applies === 'choose' && productFacts(product)?.kind !== 'cloud');
}
