import { spawnSync } from 'node:child_process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Report } from '../../../src/report/report.ts';
import { type Place, runIn } from './place.ts';

const program = new URL('../../../bin/ftpdiag.js', import.meta.url).pathname;

/** What a check said, once as JSON that the published schema accepts. */
export interface Checked {
  readonly exitCode: number | null;
  readonly report: Report;
}

let validate: ((report: unknown) => boolean) | null = null;

/** The validator of the schema that the program itself prints. */
function schemaValidator(): (report: unknown) => boolean {
  if (validate !== null) return validate;
  const { stdout } = spawnSync(process.execPath, [program, 'schema'], { encoding: 'utf8' });
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  const compiled = ajv.compile(JSON.parse(stdout));
  validate = report => {
    const isValid = compiled(report);
    if (!isValid) throw new Error(`the report does not obey its schema: ${ajv.errorsText(compiled.errors)}`);
    return true;
  };
  return validate;
}

/** Runs the built `ftpdiag check --json` in a place and checks that its output obeys the published schema. */
export async function runCheck(place: Place, words: readonly string[], stdin = ''): Promise<Checked> {
  const { exitCode, stdout, stderr } = await runIn(place, process.execPath, [program, 'check', '--json', ...words], {
    stdin,
  });
  expect(stderr).toBe('');
  const report: Report = JSON.parse(stdout);
  schemaValidator()(report);
  return { exitCode, report };
}

/** The four modes' statuses, by command. */
export function modesOf({ report }: Checked): Record<string, string> {
  return Object.fromEntries(report.modes.map(({ command, status }) => [command, status]));
}
