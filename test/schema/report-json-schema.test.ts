import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { renderJson } from '../../src/report/json.ts';
import type { Report } from '../../src/report/report.ts';
import { reportJsonSchema } from '../../src/schema/report-json-schema.ts';
import type { reportSchema } from '../../src/schema/report-schema.ts';
import { healthy, privateAddress } from '../support/sample-diagnosis.ts';
import { brokenLogin, hostile, wide } from '../support/unusual-diagnosis.ts';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile({ ...reportJsonSchema() });

function build(diagnosis = privateAddress) {
  return buildReport(diagnosis, { version: '0.1.0', others: [healthy] });
}

/** The first thing that the schema has against a value, as `place message`; empty when it is valid. */
function complaint(value: unknown): string {
  validate(JSON.parse(JSON.stringify(value)));
  const [first] = validate.errors ?? [];
  return first === undefined ? '' : `${first.instancePath} ${first.message}`;
}

describe('reportJsonSchema', () => {
  it('describes every field of the report', () => {
    expectTypeOf<v.InferOutput<typeof reportSchema>>().toExtend<Report>();
  });

  it.each([healthy, privateAddress, brokenLogin, hostile, wide])('accepts what is built', diagnosis => {
    expect(complaint(JSON.parse(renderJson(build(diagnosis))))).toBe('');
  });

  it('has a name and a draft', () => {
    expect(reportJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:ftpdiag:schema:report/1',
    });
  });

  it('accepts fields that a later version adds', () => {
    const { verdict, ...report } = build();
    expect(complaint({ ...report, verdict: { ...verdict, weight: 3 }, weather: 'fair' })).toBe('');
  });

  it.each([
    ['no verdict', { verdict: undefined }],
    ['an unknown status', { verdict: { ...build().verdict, status: 'green' } }],
    ['three modes', { modes: build().modes.slice(1) }],
    ['a port out of range', { target: { ...build().target, port: 70_000 } }],
    ['another version', { schema: 'ftpdiag.report/2' }],
    ['evidence without sessions', { evidence: { ...build().evidence, sessions: undefined } }],
    ['a start that is no time', { startedAt: 'yesterday' }],
  ])('rejects %s', (_, broken) => {
    expect(complaint({ ...build(), ...broken })).not.toBe('');
  });
});
