/** More than that of a program's complaint helps nobody. */
const mostCharacters = 400;

/** What an error says, in one line. */
export function problemOf(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)} …` : text;
}
