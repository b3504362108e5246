import { productFacts } from '../../advice/products.ts';
import type { Report, ReportFix } from '../report.ts';
import { enumerate } from '../words.ts';
import { blank, type Line, paragraph, span } from './line.ts';
import type { Theme } from './theme.ts';
import { isModeFix } from './workaround.ts';

const whereWords = { client: 'On the client', server: 'On the server', network: 'In the network between' } as const;

/** Deep enough to be seen as a block, and nothing but blanks, so that a copied line works as it is. */
const commandMargin = '      ';

/** What to change, most important first: each thing once, with the commands on lines of their own. */
export function fixesBlock(report: Report, theme: Theme): Line[] {
  const { findings } = report;
  const symptoms = new Set(findings.flatMap(({ explains }) => explains));
  const serious = findings.filter(({ id, severity }) => theme.verbose || (severity !== 'info' && !symptoms.has(id)));
  const byKey = new Map<string, ReportFix[]>();
  for (const fix of serious.flatMap(({ fixes }) => fixes)) {
    const same = byKey.get(fix.key) ?? [];
    if (!same.some(({ product }) => product === fix.product)) byKey.set(fix.key, [...same, fix]);
  }
  return [...byKey.values()].flatMap((fixes, index) => [
    ...titleLines(fixes, index + 1, theme),
    ...(fixes.some(fix => isModeFix(fix, report)) ? belowLines(theme) : remedyLines(fixes, index === 0, theme)),
  ]);
}

function titleLines([first]: readonly ReportFix[], number: number, { width }: Theme): Line[] {
  if (first === undefined) return [];
  const lead = span(`Fix ${number}. `, 'strong');
  return [blank, ...paragraph(`${whereWords[first.where]}: ${first.title}`, { width, tone: 'strong', lead })];
}

function belowLines({ width }: Theme): Line[] {
  return paragraph('How to set common clients is told below.', { width, indent: 2 });
}

function remedyLines(fixes: readonly ReportFix[], isFirst: boolean, { width, verbose }: Theme): Line[] {
  const shown = fixes.filter(fix => verbose || isNear(fix, isFirst));
  const hidden = fixes.filter(fix => !shown.includes(fix) && fix.applies === 'choose');
  const lines: Line[] = [];
  for (const { product, productName, text, commands } of shown) {
    const lead = product === 'any' ? undefined : span(`${productName}: `, 'strong');
    lines.push(...paragraph(text, { width, indent: 2, ...(lead && { lead }) }));
    if (commands.length > 0) {
      lines.push(blank, ...commands.map(command => [span(commandMargin), span(command, 'command')]), blank);
    }
  }
  if (hidden.length > 0) {
    const names = enumerate(hidden.map(({ productName }) => productName));
    lines.push(...paragraph(`With -v also for ${names}.`, { width, indent: 2, tone: 'faint' }));
  }
  if (lines.at(-1) === blank) lines.pop();
  return lines;
}

/** What is shown without being asked for: what fits the server seen; for the first fix also the likely choices. */
function isNear({ applies, product }: ReportFix, isFirst: boolean): boolean {
  if (applies !== 'choose') return applies === 'this';
  const kind = productFacts(product)?.kind;
  return kind === 'server' ? isFirst : kind !== 'cloud';
}
