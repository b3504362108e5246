/** Below this round trip, in milliseconds, a busy machine's own delays are as long, and the time of an answer tells nothing. */
const shortestTellingRoundTripMs = 10;

/**
 * On whose side an answer was given, by its time against the round trip to the server: one that came sooner than half
 * of it was given on this side, any other one near the server. `unknown` where the round trip is too short to tell.
 */
export function answeringSide(tookMs: number, rttMs: number | null): 'client' | 'server' | 'unknown' {
  if (rttMs === null || rttMs < shortestTellingRoundTripMs) return 'unknown';
  return tookMs < rttMs / 2 ? 'client' : 'server';
}

/**
 * On whose side the server's own connection was refused, by the time from LIST to the refusal: LIST and its reply take
 * one round trip, and a SYN that travels to the client and is refused there one more.
 */
export function refusingSide(afterListMs: number, rttMs: number | null): 'client' | 'server' | 'unknown' {
  if (rttMs === null || rttMs < shortestTellingRoundTripMs) return 'unknown';
  return answeringSide(afterListMs - rttMs, rttMs) === 'client' ? 'server' : 'client';
}
