/** How long each wait may take, in milliseconds, scaled with the round trip that was measured on the way to this server. */
export interface Patience {
  /** The control connection's own SYN: nothing is known of the path yet. */
  readonly controlConnectMs: number;
  /** The greeting: servers look up the client's name before, and some of them ask the client who it is (RFC 1413). */
  readonly greetingMs: number;
  /** USER and PASS: servers check passwords meanwhile, and some delay the answer to a wrong one. */
  readonly loginMs: number;
  /** Any other command. */
  readonly commandMs: number;
  /** A data connection, from either side. */
  readonly dataConnectionMs: number;
  /** A connection of a follow-up: it is compared with what is known by then, so that three SYNs without an answer do. */
  readonly experimentMs: number;
  /** One of several further passive ports: two SYNs. */
  readonly sampleMs: number;
  /** The same where every port so far was silent for long: one SYN more that gets no answer is enough. */
  readonly glanceMs: number;
  /** A SYN that is to die on the way, and whose fate a router is to tell. */
  readonly hopMs: number;
  /** Silence on an open data connection, or of a TLS handshake. */
  readonly stallMs: number;
  /** A whole listing, however busy. */
  readonly transferMs: number;
  /** What may still be under way after the peer has said no. */
  readonly graceMs: number;
}

/**
 * A data connection goes where the control connection already went, so its SYN is due after one round trip. At 3.2 s a
 * current Linux has sent it four times (after 1, 2 and 3 s), an older one three times: silence is then an answer, on any
 * path whose round trip is far below that. Slower paths get eight round trips more.
 */
export function patienceFor(rttMs: number | null, connectTimeoutMs: number): Patience {
  const rtt = rttMs ?? 0;
  return {
    controlConnectMs: connectTimeoutMs,
    greetingMs: 15_000,
    loginMs: 20_000,
    commandMs: 10_000 + 2 * rtt,
    dataConnectionMs: Math.min(connectTimeoutMs, Math.max(3200, 2400 + 8 * rtt)),
    experimentMs: Math.min(connectTimeoutMs, Math.max(2200, 1400 + 6 * rtt)),
    glanceMs: Math.min(connectTimeoutMs, Math.max(700, 500 + 4 * rtt)),
    sampleMs: Math.min(connectTimeoutMs, Math.max(1300, 1100 + 4 * rtt)),
    // Less than the second after which the kernel would send the SYN again, on any usual path.
    hopMs: Math.max(500, 200 + 3 * rtt),
    stallMs: Math.max(5000, 20 * rtt),
    transferMs: 20_000,
    graceMs: Math.max(100, 2 * rtt),
  };
}
