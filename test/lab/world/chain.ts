/** A base chain of nftables: whatever its rules let through is accepted. */
export interface Chain {
  readonly name: string;
  readonly type: 'filter' | 'nat';
  readonly hook: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
  /** Lower ones come first; a name or a number as nftables knows them. */
  readonly priority: string;
  readonly rules: readonly string[];
}

/** A host's whole ruleset in the syntax of `nft -f`, for both families; empty when there is nothing to rule. */
export function rulesetText(chains: readonly Chain[], objects: readonly string[] = []): string {
  const full = chains.filter(({ rules }) => rules.length > 0);
  if (full.length === 0) return '';
  return `table inet lab {\n${[...objects, ...full.map(chainText)].join('\n')}\n}`;
}

function chainText({ name, type, hook, priority, rules }: Chain): string {
  const head = `type ${type} hook ${hook} priority ${priority}; policy accept;`;
  return `chain ${name} {\n${[head, ...rules].map(line => `  ${line}`).join('\n')}\n}`;
}
