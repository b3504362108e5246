import type { Report } from './report.ts';

/** What JSON leaves as it is but a terminal or a log viewer would obey: DEL, C1 controls, direction overrides, line separators. */
const obeyed = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The report as one JSON document with a line end. Hostile text stays exact, but in the form of `\u` escapes. */
export function renderJson(report: Report): string {
  const text = JSON.stringify(report, null, 2);
  return `${text.replace(obeyed, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
