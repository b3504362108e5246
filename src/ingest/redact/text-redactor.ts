import type { AddressPseudonyms } from './pseudonyms/address-pseudonyms.ts';
import { HostPseudonyms } from './pseudonyms/host-pseudonyms.ts';
import { NamePseudonyms } from './pseudonyms/name-pseudonyms.ts';
import type { Redactions, Replaced } from './redactions.ts';
import { type AddressSpan, findAddresses } from './text/address-spans.ts';
import type { Speaker } from './text/command-in.ts';
import { findFiles, findOwners } from './text/file-spans.ts';
import { findHosts } from './text/host-spans.ts';
import { KnownTexts } from './text/known-texts.ts';
import { isProtocolWord } from './text/protocol-words.ts';
import { findSecrets } from './text/secret-spans.ts';
import { type Span, type SpanKind, withoutOverlaps } from './text/span.ts';
import { findUsers } from './text/user-spans.ts';

const mask = '****';

interface Options {
  readonly redactions: Redactions;
  readonly addresses: AddressPseudonyms;
}

/**
 * Takes passwords out of lines, and puts pseudonyms in place of what was asked for. Every line has to be learned before the
 * first one is redacted: what one line tells to be a password or a name is then replaced wherever it stands.
 */
export class TextRedactor {
  readonly #redactions: Redactions;
  readonly #addresses: AddressPseudonyms;
  readonly #names: Readonly<Record<'user' | 'host' | 'file' | 'secret', Set<string>>> = {
    user: new Set(),
    host: new Set(),
    file: new Set(),
    secret: new Set(),
  };
  readonly #users: NamePseudonyms;
  readonly #hosts: HostPseudonyms;
  readonly #files: NamePseudonyms;
  #known: KnownTexts | null = null;
  #passwords = 0;

  constructor({ redactions, addresses }: Options) {
    this.#redactions = redactions;
    this.#addresses = addresses;
    const isOriginal = (name: string): boolean =>
      isProtocolWord(name) || (['user', 'host', 'file'] as const).some(kind => this.#names[kind].has(name));
    this.#users = new NamePseudonyms('user', isOriginal);
    this.#hosts = new HostPseudonyms(isOriginal);
    this.#files = new NamePseudonyms('file', isOriginal, { keepsExtension: true });
  }

  get replaced(): Replaced {
    return {
      passwords: this.#passwords,
      addresses: this.#addresses.replaced,
      hosts: this.#hosts.replaced,
      users: this.#users.replaced,
      files: this.#files.replaced,
    };
  }

  learn(line: string, speaker: Speaker): void {
    for (const span of this.#spans(line, speaker)) {
      if (isAddress(span)) this.#addresses.note(span.address);
      else this.learnName(span.kind, line.slice(span.start, span.end));
    }
  }

  /** Learns the passwords that a client sent, and nothing else. */
  learnSecrets(sent: string): void {
    for (const line of sent.split(/[\r\n]+/)) {
      for (const { start, end } of findSecrets(line, 'client')) this.learnName('secret', line.slice(start, end));
    }
  }

  /** Learns what is known to be a name or a secret from elsewhere. */
  learnName(kind: SpanKind, name: string): void {
    if (kind !== 'address' && name !== '') this.#names[kind].add(name);
  }

  /** With `keepsLength`, a password becomes as many `x`, so that the line stays as long as it is. */
  redact(line: string, speaker: Speaker, { keepsLength = false } = {}): string {
    this.#known ??= this.#index();
    const found = [...this.#spans(line, speaker), ...this.#known.find(line)];
    const spans = this.#redactions.users ? found : found.filter(isNoUser);
    return this.#replaced(line, withoutOverlaps(spans, line.length), keepsLength);
  }

  #replaced(line: string, spans: readonly (Span | AddressSpan)[], keepsLength: boolean): string {
    let redacted = '';
    let at = 0;
    for (const span of spans) {
      redacted += line.slice(at, span.start) + this.#replacement(line, span, keepsLength);
      at = span.end;
    }
    return redacted + line.slice(at);
  }

  /** Takes out known passwords alone, and leaves a text that has none as it is. */
  scrub(text: string): string {
    this.#known ??= this.#index();
    const secrets = this.#known.find(text).filter(({ kind }) => kind === 'secret');
    return secrets.length === 0 ? text : this.#replaced(text, withoutOverlaps(secrets, text.length), true);
  }

  /** What stands for a whole text that is known to be of this kind; the text itself where that was not asked for. */
  replace(kind: 'secret' | 'host' | 'user', text: string): string {
    const { hosts, users } = this.#redactions;
    if ((kind === 'host' && !hosts) || (kind === 'user' && !users)) return text;
    return this.#replacement(text, { kind, start: 0, end: text.length }, false);
  }

  #spans(line: string, speaker: Speaker): readonly (Span | AddressSpan)[] {
    const { ips, hosts, users, files } = this.#redactions;
    return [
      ...findSecrets(line, speaker),
      ...(ips ? findAddresses(line, address => this.#addresses.isNoted(address)) : []),
      ...(hosts ? findHosts(line) : []),
      // Learned in any case: a password that is somebody's name as well must not be searched for.
      ...findUsers(line, speaker),
      ...(users ? findOwners(line) : []),
      ...(files ? findFiles(line, speaker) : []),
    ];
  }

  #replacement(line: string, span: Span | AddressSpan, keepsLength: boolean): string {
    const text = line.slice(span.start, span.end);
    if (isAddress(span)) return span.write(this.#addresses.of(span.address));
    switch (span.kind) {
      case 'secret':
        this.#passwords += 1;
        return keepsLength ? 'x'.repeat(text.length) : mask;
      case 'host':
        return this.#hosts.of(text);
      case 'user':
        return this.#users.of(text);
      case 'file':
        return this.#files.of(text);
      case 'address':
        return text;
    }
  }

  #index(): KnownTexts {
    const known = new KnownTexts();
    for (const secret of this.#names.secret) {
      if (!isProtocolWord(secret) && !this.#names.user.has(secret)) known.add('secret', secret);
    }
    const { hosts, users, files } = this.#redactions;
    if (hosts) for (const host of this.#names.host) known.add('host', host);
    if (users) for (const user of this.#names.user) if (!isProtocolWord(user)) known.add('user', user);
    if (files) for (const file of this.#names.file) if (!isProtocolWord(file)) known.add('file', file);
    return known;
  }
}

function isAddress(span: Span | AddressSpan): span is AddressSpan {
  return span.kind === 'address' && 'write' in span;
}

function isNoUser({ kind }: Span): boolean {
  return kind !== 'user';
}
