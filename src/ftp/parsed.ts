/** What a reader of foreign text gives: the value, or in one line what is wrong and what would be right. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function notParsed(problem: string): Parsed<never> {
  return { ok: false, problem };
}
