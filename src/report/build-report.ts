import type { Diagnosis } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';
import { recommend } from './recommend.ts';
import type { OtherRun, Report, ReportAddress, ReportFinding } from './report.ts';
import { resolveFixes } from './resolve-fixes.ts';
import { targetValues } from './target-values.ts';

export interface BuildOptions {
  /** ftpdiag's own version. */
  readonly version: string;
  /** Diagnoses of the name's further addresses, in the order in which they were run. */
  readonly others?: readonly Diagnosis[];
}

/** Puts a diagnosis into the form in which reporters and other programs get it: fixes in words, a recommendation. */
export function buildReport(diagnosis: Diagnosis, { version, others = [] }: BuildOptions): Report {
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

/** The address that was talked to; where none answered, the first that was tried. */
function addressOf(evidence: Evidence): string | null {
  const connect = evidence.sessions[0]?.steps.connect;
  if (connect?.status === 'ok') return connect.value.remote.host;
  return triedAddresses(evidence)[0] ?? null;
}

function triedAddresses({ connections }: Evidence): string[] {
  return connections.flatMap(({ role, remote }) => (role === 'control' && remote !== null ? [remote.host] : []));
}

function addressesOf(evidence: Evidence, others: readonly Diagnosis[]): ReportAddress[] {
  if (evidence.resolve.status !== 'ok') return [];
  const runs = [evidence, ...others.map(other => other.evidence)];
  return evidence.resolve.value.addresses.map(({ address, family }) => ({
    address,
    family,
    status: addressStatus(address, runs),
  }));
}

function addressStatus(address: string, runs: readonly Evidence[]): ReportAddress['status'] {
  const used = runs.some(run => run.sessions[0]?.steps.connect.status === 'ok' && addressOf(run) === address);
  if (used) return 'used';
  const failed = runs.some(run => {
    const connect = run.sessions[0]?.steps.connect;
    if (connect?.status === 'failed' && triedAddresses(run).includes(address)) return true;
    // It lost the race against another address: only an unanswered SYN speaks against it.
    return run.connections.some(
      ({ role, remote, handshake }) =>
        role === 'control' && remote?.host === address && handshake.synAck.state === 'missing',
    );
  });
  return failed ? 'failed' : 'not-tried';
}
