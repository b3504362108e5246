import type { Stamp } from './stamp.ts';
import type { Layer } from './wrapping.ts';

/** A line without what was put around it, and the time that a stamp in front of it told. */
export interface CleanLine {
  readonly text: string;
  readonly stamp: Stamp | null;
}

/** Terminal control sequences (ECMA-48 §5.4) and the zeros that a log has after it was truncated under its writer. */
const controls = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b[@-_]|\u0000/g;
const hasControls = /[\u0000\u001b]/;
/** Marks of a code block in Markdown, Jira, BBCode and HTML, alone on their line. */
const fence =
  /^[ \t>|]*(?:(?:```|~~~)[\w -]{0,40}|\{(?:code|noformat)(?::[^}]{0,80})?\}|\[\/?(?:code|quote|log)\]|<\/?(?:pre|code)>)[ \t]*$/i;

/** Takes the given layers off each line, the outermost first; a line that lacks one is left as it is there. */
export class Cleaner {
  readonly layers: readonly Layer[];

  constructor(layers: readonly Layer[] = []) {
    this.layers = layers;
  }

  /** Null for a line that is nothing but the mark of a code block. */
  clean(line: string): CleanLine | null {
    let text = withoutControls(line);
    if (fence.test(text)) return null;
    let stamp: Stamp | null = null;
    for (const layer of this.layers) {
      const inner = layer.unwrap(text);
      if (inner === null) continue;
      text = inner.text;
      stamp = inner.stamp ?? stamp;
    }
    if (this.layers.length === 0) return { text, stamp };
    return fence.test(text) ? null : { text: afterCarriageReturn(text), stamp };
  }
}

/** A layer such as JSON may have kept the CR with which curl overwrites its progress meter. */
function afterCarriageReturn(text: string): string {
  return text.includes('\r') ? text.replace(/\r+$/, '').replace(/^.*\r/s, '') : text;
}

function withoutControls(line: string): string {
  const text = hasControls.test(line) ? line.replace(controls, '') : line;
  // Outlook and web pages make spaces unbreakable.
  return text.includes('\u00a0') ? text.replaceAll('\u00a0', ' ') : text;
}
