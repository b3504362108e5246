import type { Diagnosis } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import { addressesOf, addressOf } from './addresses.ts';
import { recommend } from './recommend.ts';
import type { OtherRun, Report, ReportFinding, SessionLine } from './report.ts';
import { resolveFixes } from './resolve-fixes.ts';
import { targetValues } from './target-values.ts';

export interface BuildOptions {
  /** ftpdiag's own version. */
  readonly version: string;
  /** Diagnoses of the name's further addresses, in the order in which they were run. */
  readonly others?: readonly Diagnosis[];
  /** The sessions of a recording that holds more than one, and which of them this is. */
  readonly sessions?: { readonly all: readonly SessionLine[]; readonly shown: number };
}

/** Puts a diagnosis into the form in which reporters and other programs get it: fixes in words, a recommendation. */
export function buildReport(diagnosis: Diagnosis, { version, others = [], sessions }: BuildOptions): Report {
  const { verdict, modes, evidence } = diagnosis;
  const { source, target, startedAt, durationMs, ended, server } = evidence;
  return {
    schema: 'ftpdiag.report/1',
    tool: { name: 'ftpdiag', version },
    source,
    target: { ...target, address: addressOf(evidence), server: server.name, addresses: addressesOf(evidence, others) },
    startedAt,
    durationMs,
    ended,
    verdict,
    modes,
    findings: findingsOf(diagnosis),
    recommendation: recommend(diagnosis),
    evidence,
    others: others.map(otherRun),
    ...(sessions === undefined ? {} : { sessions: sessions.all, session: sessions.shown }),
  };
}

function otherRun(diagnosis: Diagnosis): OtherRun {
  const { verdict, modes, evidence } = diagnosis;
  return {
    address: addressOf(evidence) ?? evidence.target.host,
    startedAt: evidence.startedAt,
    durationMs: evidence.durationMs,
    verdict,
    modes,
    findings: findingsOf(diagnosis),
    evidence,
  };
}

function findingsOf({ findings, evidence }: Diagnosis): ReportFinding[] {
  return findings.map(finding => reportFinding(finding, evidence));
}

function reportFinding(finding: Finding, evidence: Evidence): ReportFinding {
  const { fixes, values, ...rest } = finding;
  const all = { ...targetValues(evidence), ...values };
  return { ...rest, fixes: resolveFixes({ fixes, values: all }, evidence.server.product) };
}
