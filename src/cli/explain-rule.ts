import { adviceFor } from '../advice/advice-for.ts';
import { fillText } from '../advice/fill-placeholders.ts';
import type { Rule } from '../analysis/define-rule.ts';
import { wrapText } from '../report/terminal/wrap-text.ts';
import { causeWords, sideWords } from '../report/words.ts';
import { ruleDocs } from '../rules/docs.ts';

const width = 80;

const whereWords = { client: 'on the client', server: 'on the server', network: 'in the network between' } as const;

/** What a finding means, what it is not, and what can be done; lines of at most 80 columns, the last one ended. */
export function explainRule({ id, title, cause, side, severity, stage, explains }: Rule): string {
  const doc = ruleDocs[id];
  const blame = `${causeWords[cause]} ${sideWords[side]}`.trim();
  const facts: readonly (readonly [label: string, text: string])[] = [
    ['Cause: ', `${blame} (${severity}, at the stage ${stage})`],
    ['Seen when: ', doc?.seenWhen ?? ''],
    ['Not this: ', doc?.notThis ?? ''],
    ['See: ', doc?.see ?? ''],
    ['It explains: ', explains.join(', ')],
  ];
  const lines = facts.filter(([, text]) => text !== '').flatMap(([label, text]) => labelled(label, text));
  return `${[...wrapText(`${id}: ${title}`, width), '', ...lines, ...adviceLines(doc?.fixes ?? [])].join('\n')}\n`;
}

function adviceLines(keys: readonly string[]): string[] {
  const wishes = keys.flatMap(key => {
    const advice = adviceFor(key);
    return advice === undefined ? [] : [{ where: whereOf(key), what: fillText(advice.title, {}) }];
  });
  if (wishes.length === 0) return [];
  return [
    '',
    'What helps, depending on what was seen:',
    ...wishes.flatMap(({ where, what }) => labelled('- ', `${where}: ${what}`, 2)),
  ];
}

function whereOf(key: string): string {
  if (key.startsWith('client/')) return whereWords.client;
  return key.startsWith('server/') ? whereWords.server : whereWords.network;
}

const hang = 13;

/** A label, and a text that is aligned to the right of it. */
function labelled(label: string, text: string, column: number = hang): string[] {
  const margin = 2 + column;
  return wrapText(text, width - margin).map(
    (line, index) => (index === 0 ? `  ${label.padEnd(column)}` : ' '.repeat(margin)) + line,
  );
}
