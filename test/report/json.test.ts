import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { renderJson } from '../../src/report/json.ts';
import { brokenLogin, hostile, wide } from '../support/unusual-diagnosis.ts';

describe('renderJson', () => {
  it.each([brokenLogin, hostile, wide])('loses nothing', diagnosis => {
    const report = buildReport(diagnosis, { version: '0.1.0', others: [] });
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('holds nothing that a terminal obeys', () => {
    const text = renderJson(buildReport(hostile, { version: '0.1.0', others: [] }));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('is one document that ends with one line end', () => {
    expect(renderJson(buildReport(wide, { version: '0.1.0', others: [] }))).toMatch(/^\{[\s\S]*[^\n]\n$/);
  });
});
