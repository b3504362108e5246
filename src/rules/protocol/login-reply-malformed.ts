import { defineRule } from '../../analysis/define-rule.ts';
import { describeFailure } from '../../analysis/describe-failure.ts';
import type { Outcome } from '../../core/outcome.ts';

/**
 * After its greeting the server answers AUTH, USER or PASS with something that is no FTP reply.
 *
 * Seen when: the port belongs to another service whose greeting looks like FTP; a device or a wrapper that writes into the connection; a broken server.
 * Not this: a greeting that is no FTP already (greeting-malformed).
 * See: RFC 959 §4.2 (a reply is three digits and a space; the last line of several too).
 */
export default defineRule({
  id: 'login-reply-malformed',
  cause: 'protocol',
  side: 'server',
  severity: 'error',
  stage: 'login',
  title: 'The server does not answer the login in FTP',
  needs: { 'control.auth': 'any', 'control.login': 'any' },
  check({ 'control.auth': auth, 'control.login': login }) {
    const [step, problem] = isMalformed(auth)
      ? ['control.auth', auth.failure]
      : isMalformed(login)
        ? ['control.login', login.failure]
        : [];
    if (step === undefined || problem === undefined) return undefined;
    return {
      confidence: 'likely',
      summary: `The server greeted, and then answered ${step === 'control.auth' ? 'AUTH TLS' : 'the login'} with something that is not FTP (${describeFailure(problem)}).`,
      because: [step],
      fix: ['client/check-port', 'server/read-log'],
    };
  },
});

function isMalformed(outcome: Outcome<unknown>): outcome is Extract<typeof outcome, { status: 'failed' }> {
  return outcome.status === 'failed' && (outcome.failure.kind === 'malformed' || outcome.failure.kind === 'flood');
}
