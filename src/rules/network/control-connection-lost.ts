import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import { listWords } from '../../analysis/in-words.ts';
import { isOwnEnd } from '../../analysis/refusal.ts';
import type { Failure } from '../../core/failure.ts';
import type { Cause, Side } from '../../core/finding.ts';
import type { Outcome } from '../../core/outcome.ts';

/**
 * The control connection ended, or fell silent, in the middle of the dialogue.
 *
 * Seen when: an inspecting firewall cuts the connection at AUTH TLS; a server process crashes or is killed; the server applies an idle limit.
 * Not this: an end before the greeting (greeting-closed) or in answer to PASV or PORT (mode-command-unanswered); silence at the login (login-stalled).
 * See: RFC 959 §5.4 (421, closing control connection); RFC 9293 §3.10.7 (reset processing).
 */
export default defineRule({
  id: 'control-connection-lost',
  cause: 'network',
  side: 'unknown',
  severity: 'error',
  stage: 'mode',
  title: 'The control connection was lost',
  needs: { 'control.auth': 'any', 'control.login': 'any' },
  trials: { family: 'any', needs: { reply: 'any', preliminary: 'any', completion: 'any' } },
  check({ 'control.auth': auth, 'control.login': login }, trials) {
    const losses = [
      ...lossAt('control.auth', 'AUTH TLS', auth, ['closed', 'reset', 'timeout']),
      ...lossAt('control.login', 'the login', login, ['closed', 'reset']),
      ...trials.flatMap(({ id, command, steps: { reply, preliminary, completion } }) => [
        ...lossAt(`${id}.reply`, command, reply, ['rejected']),
        ...lossAt(`${id}.preliminary`, 'LIST', preliminary, ['closed', 'reset', 'rejected']),
        ...lossAt(`${id}.completion`, 'the end of LIST', completion, ['closed', 'reset', 'rejected']),
      ]),
    ];
    const [first] = losses;
    if (!first) return undefined;
    const { blame, failure } = first;
    return {
      confidence: blame.isSure ? 'likely' : 'possible',
      summary: `The control connection was lost at ${listWords([...new Set(losses.map(({ at }) => at))])}: ${describeFailure(failure)}. ${blame.why}`,
      because: losses.map(({ step }) => step),
      fix: blame.fix,
      cause: blame.cause,
      side: blame.side,
      // A server that hears no LIST to its end opens no connection either.
      explains: losses.some(({ at }) => at === 'LIST') ? noConnection : [],
      next: blame.isSure
        ? []
        : ['Run it from another network: if the connection holds there, a device in this path cuts it.'],
    };
  },
});

const noConnection = ['active-connection-never-arrives', 'active-connection-refused', 'active-connection-not-made'];

interface Loss {
  readonly step: string;
  /** What was going on, in words. */
  readonly at: string;
  readonly failure: Failure;
  readonly blame: Blame;
}

interface Blame {
  readonly cause: Cause;
  readonly side: Side;
  readonly why: string;
  readonly fix: readonly string[];
  readonly isSure: boolean;
}

/** The loss that this step shows, if its failure is one of the kinds that mean a loss there. */
function lossAt(
  step: string,
  at: string,
  outcome: Outcome<unknown>,
  kinds: readonly Failure['kind'][],
): readonly Loss[] {
  if (outcome.status !== 'failed' || !kinds.includes(outcome.failure.kind)) return [];
  const blame = step === 'control.auth' ? blameAtAuth : blameFor(outcome.failure);
  return blame ? [{ step, at, failure: outcome.failure, blame }] : [];
}

/** A server that offers no TLS says so; boxes that read FTP are known to cut or swallow AUTH (Cisco ASA `inspect ftp`). */
const blameAtAuth: Blame = {
  cause: 'firewall',
  side: 'path',
  why: 'A firewall that reads FTP forbids TLS, or the server breaks at it.',
  fix: ['network/alg', 'server/read-log'],
  isSure: false,
};

function blameFor(failure: Failure): Blame | null {
  switch (failure.kind) {
    case 'closed': {
      const why = 'The server process ended it, or a device in its name.';
      return { cause: 'server', side: 'server', why, fix: ['server/read-log', 'network/alg'], isSure: false };
    }
    case 'reset': {
      const why = 'The server process died, or a device between cut it.';
      return { cause: 'network', side: 'unknown', why, fix: ['network/alg', 'server/read-log'], isSure: false };
    }
    case 'timeout': {
      const why = 'A device that inspects FTP swallowed the command or its reply, or the server hangs.';
      return { cause: 'firewall', side: 'path', why, fix: ['network/alg', 'server/read-log'], isSure: false };
    }
    case 'rejected': {
      if (!isOwnEnd(failure)) return null;
      const why = 'The server closed it by its own limit.';
      return { cause: 'server', side: 'server', why, fix: ['server/idle-timeout'], isSure: true };
    }
    default:
      return null;
  }
}
