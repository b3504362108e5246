import { escapeForTerminal } from '../escape.ts';
import { textWidth } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

/** What a piece of text is, which decides its colour. Nothing may be said by colour alone. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'bad' | 'caution' | 'command';

/** A piece of text of one tone, not yet escaped. */
export interface Span {
  readonly tone: Tone;
  readonly text: string;
}

/**
 * One line. Its texts are escaped when it is painted, so no block can forget to. A `painted` line comes from the table
 * library and was painted cell by cell.
 */
export type Line = readonly Span[] | { readonly painted: string };

export function span(text: string, tone: Tone = 'plain'): Span {
  return { tone, text };
}

export const blank: Line = [];

/** How a paragraph is laid out. */
export interface ParagraphLayout {
  /** Columns of the whole line, indentation included. */
  readonly width: number;
  readonly indent?: number;
  readonly tone?: Tone;
  /** Stands before the text on the first line, `-` or a label; further lines align with the text. */
  readonly lead?: Span;
}

/** A label longer than this does not push all the lines after it to the right. */
const widestHang = 12;

/** A text as lines that fit. */
export function paragraph(text: string, { width, indent = 0, tone = 'plain', lead }: ParagraphLayout): Line[] {
  const margin = ' '.repeat(indent);
  const leadText = lead === undefined ? '' : escapeForTerminal(lead.text);
  const leadWidth = textWidth(leadText);
  const hang = leadWidth > widestHang ? 2 : leadWidth;
  const [first = '', ...rest] = wrapText(escapeForTerminal(text), width - indent - hang, leadWidth - hang);
  return [
    [span(margin), span(leadText, lead?.tone), span(first, tone)],
    ...rest.map(part => [span(margin + ' '.repeat(hang)), span(part, tone)]),
  ];
}
