/**
 * The features in a reply to FEAT (RFC 2389 §3.2), given its lines without codes: what stands between the first and the
 * last line, trimmed. The leading space that the RFC demands is often missing and is not asked for.
 */
export function featuresOf(lines: readonly string[]): string[] {
  return lines
    .slice(1, -1)
    .map(line => line.trim())
    .filter(line => line !== '');
}
