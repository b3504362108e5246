import { defineRule } from '../../analysis/define-rule.ts';
import { quoteRefusal } from '../../analysis/in-words.ts';

/**
 * The server itself ended the control connection during the silence that `--idle` asked for.
 *
 * Seen when: vsftpd `idle_session_timeout`, ProFTPD `TimeoutIdle`, Pure-FTPd `MaxIdleTime` are shorter than the silence.
 * Not this: silence or a reset, which is a box on the way (control-idle-drop).
 * See: RFC 959 §5.4 (421 may answer any command); vsftpd `421 Timeout.`, ProFTPD `421 Idle timeout`.
 */
export default defineRule({
  id: 'control-idle-limit',
  cause: 'server',
  side: 'server',
  severity: 'info',
  stage: 'transfer',
  title: 'The server ends idle control connections',
  needs: { 'control.connect': 'ok', 'idle.noop': 'failed' },
  check({ 'idle.noop': { failure } }, _trials, { limits }) {
    if (failure.kind !== 'rejected' || failure.code !== 421) return undefined;
    return {
      confidence: 'certain',
      summary: `After ${(limits.idleMs ?? 0) / 1000} s of silence the server said ${quoteRefusal(failure)}: its own limit for idle connections was over.`,
      because: ['idle.noop'],
      fix: ['network/keepalive'],
    };
  },
});
