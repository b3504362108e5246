import type { ModeResult, Verdict, VerdictStatus } from '../core/diagnosis.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Finding } from '../core/finding.ts';

/**
 * The one verdict. Its status follows from the modes, and from findings that need attention although data moves; its
 * cause is that of the first finding (they come most important first) that is more than information.
 */
export function verdictOf(evidence: Evidence, modes: readonly ModeResult[], findings: readonly Finding[]): Verdict {
  const deciding = findings.find(finding => finding.severity !== 'info');
  const status = statusOf(evidence, modes, deciding);
  const summary = summaryOf(status, evidence, modes, findings);
  if (status === 'ok') return { status, cause: 'none', side: 'none', confidence: 'certain', summary, rule: null };
  if (!deciding) return { status, cause: 'unknown', side: 'unknown', confidence: 'possible', summary, rule: null };
  const { cause, side, confidence, id } = deciding;
  return { status, cause, side, confidence, summary, rule: id };
}

function statusOf(evidence: Evidence, modes: readonly ModeResult[], deciding: Finding | undefined): VerdictStatus {
  const works = modes.some(mode => mode.status === 'ok');
  const breaks = modes.some(isBroken);
  if (works) {
    if (breaks || deciding) return 'degraded';
    return evidence.ended === 'complete' ? 'ok' : 'inconclusive';
  }
  if (breaks || isControlBroken(evidence)) return 'failed';
  return deciding?.severity === 'error' ? 'failed' : 'inconclusive';
}

function isBroken(mode: ModeResult): boolean {
  return mode.status === 'failed' || mode.status === 'refused';
}

/** Whether the run ended before any mode, by a failure of a step that all modes need. */
function isControlBroken({ resolve, sessions }: Evidence): boolean {
  const steps = sessions[0]?.steps;
  const needed = [resolve, steps?.connect, steps?.greeting, steps?.tls, steps?.login];
  return needed.some(outcome => outcome?.status === 'failed');
}

/** The one sentence that is read first: which modes work, which do not, and why. */
function summaryOf(
  status: VerdictStatus,
  evidence: Evidence,
  modes: readonly ModeResult[],
  findings: readonly Finding[],
): string {
  const [first, second] = independent(findings);
  const balance = balanceOf(modes);
  if (status === 'ok') return `${balance}.`;
  if (status === 'inconclusive') {
    const why = {
      complete: 'nothing was decided',
      interrupted: 'the run was interrupted',
      'out-of-time': 'the time for the run was used up',
    };
    return `${balance === '' ? 'No mode was tried to its end' : balance}; ${why[evidence.ended]}.`;
  }
  const reason = first?.summary ?? 'No rule knows why.';
  const besides = second && second.severity === 'error' ? ` Besides: ${second.title}.` : '';
  return `${balance === '' ? '' : `${balance}: `}${reason}${besides}`;
}

/** The findings that are no symptoms of others and more than information, most important first. */
function independent(findings: readonly Finding[]): readonly Finding[] {
  const symptoms = new Set(findings.flatMap(finding => finding.explains));
  return findings.filter(finding => finding.severity !== 'info' && !symptoms.has(finding.id));
}

/** `EPSV and PORT work, PASV does not`; empty when no mode was tried to its end. */
function balanceOf(modes: readonly ModeResult[]): string {
  const working = modes.filter(mode => mode.status === 'ok').map(mode => mode.command);
  const broken = modes.filter(isBroken).map(mode => mode.command);
  if (working.length === 0 && broken.length === 0) return '';
  if (broken.length === 0) return `${listed(working)} ${working.length === 1 ? 'works' : 'work'}`;
  if (working.length === 0)
    return broken.length === 1 ? `${listed(broken)} does not work` : `None of ${listed(broken)} works`;
  const verb = working.length === 1 ? 'works' : 'work';
  return `${listed(working)} ${verb}, ${listed(broken)} ${broken.length === 1 ? 'does' : 'do'} not`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
