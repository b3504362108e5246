import type { Evidence } from '../../core/evidence.ts';
import type { CertificateValue, TlsValue } from '../../core/step-values.ts';
import { escapeForTerminal } from '../escape.ts';
import type { Report, ReportTarget } from '../report.ts';
import { formatDuration } from '../words.ts';
import { blank, type Line, paragraph, span } from './line.ts';
import type { Theme } from './theme.ts';

/** Longest line of the transcript that is shown. */
const transcriptLineLimit = 500;

/** What only someone who asked for it wants to read: addresses, TLS and certificates, the transcript. */
export function detailsBlock({ target, evidence }: Report, theme: Theme): Line[] {
  const tls = evidence.sessions[0]?.steps.tls;
  return [
    ...addressLines(target),
    ...(tls?.status === 'ok' ? tlsLines(tls.value, theme) : []),
    ...dataTlsLines(evidence, theme),
    ...transcriptLines(evidence, theme),
  ];
}

function addressLines({ addresses, host }: ReportTarget): Line[] {
  if (addresses.length === 0) return [];
  return [
    blank,
    [span(`Addresses of ${host}`, 'strong')],
    ...addresses.map(({ address, status }) => [span(`  ${address}  `), span(status, 'faint')]),
  ];
}

function tlsLines({ protocol, cipher, trust, nameMatches, serverName, chain }: TlsValue, { width }: Theme): Line[] {
  const name = serverName === '' ? 'a literal address' : serverName;
  return [
    blank,
    [span('TLS on the control connection', 'strong')],
    ...paragraph(`${protocol}, ${cipher}`, { width, indent: 2 }),
    ...paragraph(`certificate: ${trust}; its names ${nameMatches ? 'cover' : 'do not cover'} ${name}`, {
      width,
      indent: 2,
    }),
    ...chain.flatMap((certificate, depth) => certificateLines(certificate, depth, width)),
  ];
}

/** What TLS came to on each data connection: whether it was the control connection's session, and whose certificate. */
function dataTlsLines(evidence: Evidence, { width }: Theme): Line[] {
  const lines = evidence.trials.flatMap(({ id, steps }) => {
    if (steps.tls.status !== 'ok') return [];
    const { protocol, cipher, session, chain } = steps.tls.value;
    const owner = chain[0] === undefined ? '' : `, certificate of ${chain[0].subject}`;
    return paragraph(`${protocol}, ${cipher}, session ${session}${owner}`, {
      width,
      indent: 2,
      lead: span(`${id}: `, 'faint'),
    });
  });
  return lines.length === 0 ? [] : [blank, [span('TLS on data connections', 'strong')], ...lines];
}

function certificateLines(certificate: CertificateValue, depth: number, width: number): Line[] {
  const { subject, issuer, names, validFrom, validTo, fingerprint256 } = certificate;
  const facts = [
    `issued by ${issuer}`,
    `valid from ${validFrom} to ${validTo}`,
    ...(names.length > 0 ? [`names ${names.join(', ')}`] : []),
    `SHA-256 ${fingerprint256}`,
  ];
  return [
    ...paragraph(subject, { width, indent: 2, lead: span(`${depth} `, 'faint') }),
    ...facts.flatMap(fact => paragraph(fact, { width, indent: 6, tone: 'faint' })),
  ];
}

function transcriptLines({ transcript, clock }: Report['evidence'], { width }: Theme): Line[] {
  if (transcript.length === 0) return [];
  const lines: Line[] = [blank, [span('Control connections, as sent and received', 'strong')]];
  for (const { atMs, session, direction, text } of transcript) {
    const sign = direction === 'sent' ? '>' : '<';
    const lead = span(`${formatDuration(atMs, clock).padStart(9)} ${session}${sign} `, 'faint');
    lines.push(...paragraph(escapeForTerminal(text, transcriptLineLimit), { width, lead }));
  }
  return lines;
}
