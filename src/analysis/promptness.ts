/** Beyond the two round trips that a question, a SYN and its refusal need: what a slow server and an ICMP limit add. */
const slackMs = 500;

/** Within how many milliseconds an answer was given at once, and not after a wait of the peer's own. */
export function promptLimitMs(rttMs: number | null): number {
  return 2 * (rttMs ?? 100) + slackMs;
}
