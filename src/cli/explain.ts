import { type AddressClass, classifyAddress } from '../core/address-class.ts';
import type { Endpoint } from '../core/endpoint.ts';
import {
  decodeEprt,
  decodePort,
  encodePort,
  explainPort,
  parseExtendedPassiveReply,
  parsePassiveReply,
} from '../ftp/host-port.ts';
import type { Parsed } from '../ftp/parsed.ts';
import { explainReplyDigits, replyCodes } from '../ftp/reply-codes.ts';
import { escapeForTerminal } from '../report/escape.ts';
import { rules } from '../rules/index.ts';
import { explainRule } from './explain-rule.ts';
import { nearNames } from './near-names.ts';

export type Explained =
  | { readonly ok: true; readonly text: string }
  /** One line: what is wrong with the topic, and what would be right. */
  | { readonly ok: false; readonly problem: string };

const forms =
  'a finding such as pasv-private-address, a reply code such as 425, "227 …", "229 …", "PORT …" or "EPRT …"';

/** Explains a finding, a reply code, or what the address in a line of the control connection means. */
export function explain(topic: string): Explained {
  const text = topic.trim();
  const rule = rules.find(({ id }) => id === text);
  if (rule !== undefined) return { ok: true, text: explainRule(rule) };
  if (/^\d{3}$/.test(text)) return explainCode(Number(text));
  const line = /^(227|229|PORT|EPRT)[\s-]+(.+)$/is.exec(text);
  if (line !== null) return explainAddress(line[1]?.toUpperCase() ?? '', line[2] ?? '');
  const reply = /^(\d{3})[\s-]/.exec(text);
  if (reply !== null) return explainCode(Number(reply[1]));
  const near = nearNames(
    text,
    rules.map(({ id }) => id),
  );
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `give ${forms}`;
  return { ok: false, problem: `nothing is known about "${escapeForTerminal(text, 80)}": ${hint}` };
}

function explainCode(code: number): Explained {
  const known = replyCodes.get(code);
  const digits = explainReplyDigits(code);
  if (known === undefined && digits === null) {
    return { ok: false, problem: `${code} is no FTP reply code: they are three digits, the first of them 1 to 6` };
  }
  if (known === undefined) return { ok: true, text: `${code} is in no document. ${digits}\n` };
  const { meaning, note, source } = known;
  return { ok: true, text: `${code}: ${meaning} (${source})\n${note === undefined ? '' : `\n  ${note}\n`}` };
}

function explainAddress(kind: string, rest: string): Explained {
  if (kind === '229') {
    const port = parseExtendedPassiveReply(rest);
    if (!port.ok) return malformed(kind, port.problem);
    return {
      ok: true,
      text: `229 names port ${port.value} and no address: the client connects to the address of the control connection (RFC 2428 §3).\n`,
    };
  }
  const parsed: Parsed<Endpoint> =
    kind === '227' ? parsePassiveReply(rest) : kind === 'PORT' ? decodePort(rest) : decodeEprt(rest);
  if (!parsed.ok) return malformed(kind, parsed.problem);
  return { ok: true, text: addressText(kind, parsed.value) };
}

function malformed(kind: string, problem: string): Explained {
  return { ok: true, text: `This ${kind} is malformed: ${problem}. A client cannot use it.\n` };
}

function addressText(kind: string, endpoint: Endpoint): string {
  const { host, port } = endpoint;
  const who = kind === '227' ? 'The server asks the client to connect to' : 'The client asks the server to connect to';
  const lines = [`${who} ${host}, port ${port}.`, ''];
  if (kind !== 'EPRT') {
    lines.push(
      `  h1,h2,h3,h4,p1,p2 = ${encodePort(endpoint)}`,
      `  address h1.h2.h3.h4 = ${host}`,
      `  port p1 × 256 + p2: ${explainPort(endpoint)} (RFC 959 §4.1.2)`,
    );
  }
  const meaning = classMeanings[classifyAddress(host)];
  lines.push(`  ${host} is ${meaning}`);
  return `${lines.join('\n')}\n`;
}

const insideOnly = 'it means something only inside that network, so across a NAT the connection cannot come about';

const classMeanings: Readonly<Record<AddressClass, string>> = {
  public: 'a public address.',
  private: `a private address (RFC 1918): ${insideOnly}.`,
  shared: `the inside of a carrier's NAT (RFC 6598): ${insideOnly}.`,
  'unique-local': `a private IPv6 address (RFC 4193): ${insideOnly}.`,
  'link-local': `an address of one network segment (link-local): ${insideOnly}.`,
  loopback: 'a loopback address: whoever connects to it reaches himself.',
  unspecified: 'no address at all: some servers mean "the one you already use", and few clients understand that.',
  multicast: 'a multicast address: no TCP connection can go there.',
  broadcast: 'a broadcast address: no TCP connection can go there.',
  invalid: 'not an address.',
};
