import { reportJsonSchema } from '../schema/report-json-schema.ts';

/** The JSON Schema of `ftpdiag.report/1`, as `ftpdiag schema` prints it. */
export function schemaText(): string {
  return `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
}
