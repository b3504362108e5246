import type { Span, SpanKind } from './span.ts';

/** Shorter ones are parts of everything: they are replaced only where their place tells what they are. */
const shortest = 3;
/** Secrets that are shorter are searched for as whole words alone. */
const shortestWithinWords = 6;
const most = 200_000;

interface Known {
  readonly text: string;
  readonly kind: SpanKind;
}

/**
 * Finds what is known from one place at any other: names as whole words, host names in any case, and secrets wherever they
 * are, percent-encoded too. Linear in the text's length, however many are known.
 */
export class KnownTexts {
  readonly #byStart = new Map<string, Known[]>();
  #size = 0;

  add(kind: SpanKind, text: string): void {
    if (kind !== 'secret') {
      this.#index({ kind, text: kind === 'host' ? text.toLowerCase() : text });
      return;
    }
    for (const form of new Set([text, percentEncoded(text, true), percentEncoded(text, false)])) {
      this.#index({ kind, text: form });
    }
  }

  find(text: string): readonly Span[] {
    const spans: Span[] = [];
    if (this.#size === 0) return spans;
    const lower = lowerCase(text);
    for (let at = 0; at + shortest <= text.length; at += 1) {
      const candidates = this.#byStart.get(lower.slice(at, at + shortest));
      if (candidates === undefined) continue;
      for (const known of candidates) {
        if (!(known.kind === 'host' ? lower : text).startsWith(known.text, at)) continue;
        const end = at + known.text.length;
        if (isLongSecret(known) || isWhole(text, at, end)) spans.push({ kind: known.kind, start: at, end });
      }
    }
    return spans;
  }

  #index(known: Known): void {
    if (known.text.length < shortest || this.#size >= most) return;
    const start = lowerCase(known.text).slice(0, shortest);
    const others = this.#byStart.get(start);
    if (others === undefined) this.#byStart.set(start, [known]);
    else if (others.some(({ kind, text }) => kind === known.kind && text === known.text)) return;
    else others.push(known);
    this.#size += 1;
  }
}

function isLongSecret({ kind, text }: Known): boolean {
  return kind === 'secret' && text.length >= shortestWithinWords;
}

/** Of the same length, which it is not for a few letters of Turkish. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function isWhole(text: string, start: number, end: number): boolean {
  const wordCharacter = /[\w\u0080-\uffff]/;
  return !wordCharacter.test(text[start - 1] ?? ' ') && !wordCharacter.test(text[end] ?? ' ');
}

/** RFC 3986 §2.1, for everything but unreserved characters. */
function percentEncoded(text: string, isUpper: boolean): string {
  return text.replace(/[^A-Za-z0-9._~-]/gu, character => {
    const digits = Array.from(new TextEncoder().encode(character), byte => byte.toString(16).padStart(2, '0'));
    const encoded = digits.map(pair => `%${pair}`).join('');
    return isUpper ? encoded.toUpperCase() : encoded;
  });
}
