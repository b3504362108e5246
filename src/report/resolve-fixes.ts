import { adviceFor } from '../advice/advice-for.ts';
import { fillCommand, fillText } from '../advice/fill-placeholders.ts';
import { type Product, productFacts, products } from '../advice/products.ts';
import type { ServerProduct } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import type { ReportFix } from './report.ts';

const order: readonly ReportFix['applies'][] = ['this', 'choose', 'other'];

/** The advice that a finding points to, with its values filled in; what fits the server that was seen comes first. */
export function resolveFixes(finding: Pick<Finding, 'fixes' | 'values'>, server: ServerProduct): ReportFix[] {
  return finding.fixes.flatMap(key => {
    const advice = adviceFor(key);
    if (advice === undefined) return [];
    const where = whereOf(advice.key);
    const hasOwn = advice.remedies.some(({ product }) => product === server);
    const fixes = advice.remedies.map(({ product, text, commands }) => ({
      key,
      where,
      title: fillText(advice.title, finding.values),
      product,
      productName: products[product].name,
      applies: appliesTo(product, server, where, hasOwn),
      text: fillText(text, finding.values),
      commands: commands.map(command => fillCommand(command, finding.values)),
    }));
    return fixes.sort((a, b) => order.indexOf(a.applies) - order.indexOf(b.applies));
  });
}

function whereOf(key: string): ReportFix['where'] {
  if (key.startsWith('client/')) return 'client';
  return key.startsWith('server/') ? 'server' : 'network';
}

function appliesTo(
  product: Product,
  server: ServerProduct,
  where: ReportFix['where'],
  hasOwn: boolean,
): ReportFix['applies'] {
  const { kind, system } = products[product];
  if (kind === 'any') return 'this';
  if (kind === 'server') {
    if (server === 'unknown') return 'choose';
    return product === server || (product === 'other-server' && !hasOwn) ? 'this' : 'other';
  }
  if (kind !== 'firewall' || where === 'client') return 'choose';
  const serverSystem = productFacts(server)?.system ?? 'any';
  return serverSystem === 'any' || system === serverSystem ? 'choose' : 'other';
}
