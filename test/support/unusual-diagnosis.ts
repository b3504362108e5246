import type { Diagnosis } from '../../src/core/diagnosis.ts';
import type { Evidence, Session } from '../../src/core/evidence.ts';
import { skipped } from '../../src/core/outcome.ts';
import { diagnose, healthyEvidence, privateAddress } from './sample-diagnosis.ts';

/** Diagnoses that put a reporter to the test: little was measured, the server is hostile, texts are wide. */

function refusedLogin(text: string): Evidence {
  const sessions = healthyEvidence.sessions.map(
    (session): Session => ({
      ...session,
      steps: {
        ...session.steps,
        login: {
          status: 'failed',
          failure: { kind: 'rejected', operation: 'command', errno: null, code: 530, text, command: 'PASS' },
          startedMs: 40,
          tookMs: 24.6,
        },
      },
    }),
  );
  const never = skipped('earlier-step', 'control.login');
  return { ...healthyEvidence, sessions, trials: [], parallel: never };
}

function refused(text: string): Diagnosis {
  const summary = `The server refused the login of alice with 530 ${text}`;
  return diagnose(
    refusedLogin(text),
    [
      {
        id: 'login-refused',
        cause: 'auth',
        side: 'client',
        severity: 'error',
        confidence: 'likely',
        stage: 'login',
        title: 'The server refused the login',
        summary,
        because: ['control.login'],
        explains: [],
        fixes: ['client/check-credentials'],
        values: { user: 'alice' },
        next: ['Read the server’s log.'],
      },
    ],
    { status: 'failed', cause: 'auth', side: 'client', confidence: 'likely', summary, rule: 'login-refused' },
  );
}

/** No mode was reached. */
export const brokenLogin: Diagnosis = refused('Login incorrect.');

/** Titles, colours, turned text and very long words, from everywhere that a server's bytes can get to. */
const poison = `\u001b]0;owned\u0007\u001b[31mred\u001b[0m \u202eevil\u202c \r\n220 fake ${'x'.repeat(300)}`;
export const hostile: Diagnosis = {
  ...refused(poison),
  evidence: {
    ...refusedLogin(poison),
    target: { ...healthyEvidence.target, host: `evil\u001b[2J.example` },
    server: { product: 'unknown', name: poison },
    transcript: [{ atMs: 1, session: 1, direction: 'received', text: poison }],
  },
  modes: privateAddress.modes.map(mode => ({ ...mode, reason: poison })),
};

/** A server that speaks Chinese. */
export const wide: Diagnosis = refused('没有权限登录到这台服务器，请联系系统管理员检查您的用户名和密码。'.repeat(2));
