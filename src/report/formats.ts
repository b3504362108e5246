import { renderJson } from './json.ts';
import type { Reporter } from './reporter.ts';
import { renderTerminal } from './terminal/render-terminal.ts';

/** The formats by the name that `--format` takes. */
export const formats: Readonly<Record<string, Reporter>> = {
  terminal: renderTerminal,
  json: renderJson,
};
