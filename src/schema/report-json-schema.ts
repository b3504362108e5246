import { toJsonSchema } from '@valibot/to-json-schema';
import { connectionSchema } from './connection-schema.ts';
import { evidenceSchema } from './evidence-schema.ts';
import { failureSchema } from './failure-schema.ts';
import { findingSchema, modeSchema, reportSchema, verdictSchema } from './report-schema.ts';
import { activeStepsSchema, controlStepsSchema, passiveStepsSchema } from './step-schemas.ts';

/** Parts that occur more than once, or that are worth a name of their own. */
const definitions = {
  verdict: verdictSchema,
  mode: modeSchema,
  finding: findingSchema,
  evidence: evidenceSchema,
  controlSteps: controlStepsSchema,
  passiveSteps: passiveStepsSchema,
  activeSteps: activeStepsSchema,
  connection: connectionSchema,
  failure: failureSchema,
};

/** The JSON Schema (draft 2020-12) that every report of `ftpdiag.report/1` fulfils, now and in later versions. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = toJsonSchema(reportSchema, { target: 'draft-2020-12', definitions });
  return {
    ...($schema !== undefined && { $schema }),
    $id: 'urn:ftpdiag:schema:report/1',
    title: 'ftpdiag report',
    description:
      'What ftpdiag found out about an FTP server. Fields are added over time, never renamed or given another meaning. Times are in milliseconds from startedAt.',
    ...schema,
  };
}
