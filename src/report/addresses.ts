import type { Diagnosis } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { ReportAddress } from './report.ts';

/** The address that was talked to; where none answered, the first that was tried. */
export function addressOf(evidence: Evidence): string | null {
  const connect = evidence.sessions[0]?.steps.connect;
  if (connect?.status === 'ok') return connect.value.remote.host;
  return triedAddresses(evidence)[0] ?? null;
}

function triedAddresses({ connections }: Evidence): string[] {
  return connections.flatMap(({ role, remote }) => (role === 'control' && remote !== null ? [remote.host] : []));
}

/** Every address of the name, and what the runs did with it. */
export function addressesOf(evidence: Evidence, others: readonly Diagnosis[]): ReportAddress[] {
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
