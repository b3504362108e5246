import { formatEndpoint } from '../../core/endpoint.ts';
import { escapeForTerminal } from '../escape.ts';
import { headline } from '../headline.ts';
import type { Report, ReportFix } from '../report.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, paragraph, span, type Tone } from './line.ts';
import type { Theme } from './theme.ts';
import { decisiveFix, isWorkaround, workaroundLead } from './workaround.ts';

const statusTones: Readonly<Record<Report['verdict']['status'], Tone>> = {
  ok: 'good',
  degraded: 'caution',
  failed: 'bad',
  inconclusive: 'caution',
};

/** Longest texts in the answer: a finding may quote a server that talks much. */
const reasonLimit = 600;
const serverLimit = 60;

/** The answer: what is wrong, on whose side, what to change, what to use meanwhile. Stands first and last. */
export function verdictBlock(report: Report, theme: Theme): Line[] {
  const { verdict, recommendation } = report;
  const tone = statusTones[verdict.status];
  const { width } = theme;
  const lines: Line[] = [
    ...paragraph(headline(report), { width, tone, lead: span(`${signOf(report, theme)} `, tone) }),
    ...(verdict.status === 'ok'
      ? []
      : paragraph(escapeForTerminal(reasonOf(report), reasonLimit), { width, indent: 2, tone: 'strong' })),
  ];
  const fix = decisiveFix(report);
  if (fix !== null) {
    const lead = span(verdict.confidence === 'possible' ? 'To try: ' : 'To fix: ');
    lines.push(...paragraph(inOneSentence(fix), { width, indent: 2, lead }));
  }
  if (isWorkaround(report)) {
    const lead = span(`${workaroundLead(report)} `);
    lines.push(...paragraph(`${recommendation.use}.`, { width, indent: 2, lead }));
  }
  return lines;
}

/** Who was asked, and how. */
export function targetBlock({ target, evidence, durationMs, source }: Report, theme: Theme): Line[] {
  const { host, port, address } = target;
  const steps = evidence.sessions[0]?.steps;
  const tls = steps?.tls.status === 'ok' ? steps.tls.value.protocol : 'no TLS';
  const facts = [
    address === null || address === host
      ? formatEndpoint({ host, port })
      : `${host}, ${formatEndpoint({ host: address, port })}`,
    escapeForTerminal(target.server, serverLimit),
    steps === undefined || steps.login.status === 'skipped' ? '' : `as ${target.user}`,
    steps?.connect.status === 'ok' ? tls : '',
    formatDuration(durationMs, evidence.clock),
    source.kind === 'live' ? '' : `from ${source.file}${source.format === undefined ? '' : ` (${source.format})`}`,
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

function inOneSentence({ where, title }: ReportFix): string {
  return `${whereWords[where]}, ${title.charAt(0).toLowerCase()}${title.slice(1)}.`;
}
