import { formatEndpoint } from '../../core/endpoint.ts';
import { headline } from '../headline.ts';
import type { Report } from '../report.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, paragraph, span, type Tone } from './line.ts';
import type { Theme } from './theme.ts';

const statusTones: Readonly<Record<Report['verdict']['status'], Tone>> = {
  ok: 'good',
  degraded: 'caution',
  failed: 'bad',
  inconclusive: 'caution',
};

/** The answer: what is wrong, on whose side, what to change, what to use meanwhile. Stands first and last. */
export function verdictBlock(report: Report, theme: Theme): Line[] {
  const { verdict, recommendation } = report;
  const tone = statusTones[verdict.status];
  const { width } = theme;
  const lines: Line[] = [
    ...paragraph(headline(report), { width, tone, lead: span(`${signOf(report, theme)} `, tone) }),
    ...(verdict.status === 'ok' ? [] : paragraph(reasonOf(report), { width, indent: 2, tone: 'strong' })),
  ];
  const change = firstChange(report);
  if (change !== null) lines.push(...paragraph(change, { width, indent: 2, lead: span('To fix: ') }));
  if (recommendation.use !== null && verdict.status !== 'ok') {
    lines.push(...paragraph(`use ${recommendation.use}.`, { width, indent: 2, lead: span('Until then: ') }));
  }
  return lines;
}

/** Who was asked, and how. */
export function targetBlock({ target, evidence, durationMs, source }: Report, theme: Theme): Line[] {
  const { host, port, address } = target;
  const tls = evidence.sessions[0]?.steps.tls;
  const facts = [
    address === null || address === host
      ? formatEndpoint({ host, port })
      : `${host}, ${formatEndpoint({ host: address, port })}`,
    target.server,
    `user ${target.user}`,
    tls?.status === 'ok' ? tls.value.protocol : 'no TLS',
    formatDuration(durationMs),
    source.kind === 'live' ? '' : `from ${source.file}`,
  ];
  const shown = facts.filter(fact => fact !== '').map(fact => fact.replaceAll(' ', '\u00a0'));
  return [blank, ...paragraph(shown.join(' · '), { width: theme.width, indent: 2, tone: 'faint' })];
}

function signOf({ verdict }: Report, { signs }: Theme): string {
  if (verdict.status === 'ok') return signs.works;
  if (verdict.status === 'failed') return signs.broken;
  return verdict.status === 'degraded' ? signs.caution : signs.unknown;
}

const whereWords = { client: 'on the client', server: 'on the server', network: 'in the network between' } as const;

/** The decisive finding in its own words; the headline has already said which modes work. */
function reasonOf({ verdict, findings }: Report): string {
  return findings.find(({ id }) => id === verdict.rule)?.summary ?? verdict.summary;
}

/** The most important change, in one sentence, or null when there is none to make. */
function firstChange({ verdict, findings }: Report): string | null {
  const finding = findings.find(({ id }) => id === verdict.rule);
  const fix = finding?.fixes[0];
  if (fix === undefined || finding === undefined || finding.severity === 'info') return null;
  return `${whereWords[fix.where]}, ${fix.title.charAt(0).toLowerCase()}${fix.title.slice(1)}.`;
}
