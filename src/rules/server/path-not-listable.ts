import { defineRule } from '../../analysis/define-rule.ts';
import { quote, quoteRefusal } from '../../analysis/in-words.ts';
import { refusedTransfers } from '../../analysis/transfer-refusal.ts';

/**
 * The directory cannot be listed: it is not there, or not for this account.
 *
 * Seen when: the path is misspelt or outside a chroot, the rights on the directory or SELinux forbid it, listings are denied (vsftpd `dirlist_enable=NO`).
 * Not this: a fault of the data connection (425, 426) or of the server itself (451).
 * See: RFC 959 §4.2.2 (450 and 550: file unavailable); vsftpd `226 Transfer done (but failed to open directory).`
 */
export default defineRule({
  id: 'path-not-listable',
  cause: 'server',
  side: 'server',
  severity: 'error',
  stage: 'transfer',
  title: 'The directory cannot be listed',
  explains: ['listing-empty'],
  needs: {},
  trials: { family: 'any', needs: { preliminary: 'any', completion: 'any' } },
  check(_facts, trials, { target }) {
    const refused = refusedTransfers(trials, 'path').map(({ step, refusal }) => ({
      step,
      words: quoteRefusal(refusal),
    }));
    const unopened = trials.flatMap(({ id, steps: { completion } }) =>
      completion.status === 'ok' && /failed to open directory/i.test(completion.value.text)
        ? [{ step: `${id}.completion`, words: quote(`${completion.value.code} ${completion.value.text}`) }]
        : [],
    );
    const told = [...refused, ...unopened];
    const [first] = told;
    if (!first) return undefined;
    const where = target.path === '' ? 'the directory after login' : `the directory ${quote(target.path)}`;
    return {
      confidence: refused.length > 1 || unopened.length > 1 ? 'certain' : 'likely',
      severity: refused.length > 0 ? 'error' : 'warning',
      summary: `The server answered ${first.words} to the listing of ${where}: the path or the rights of ${quote(target.user)} are the matter, not the network.`,
      because: told.map(({ step }) => step),
      fix: target.path === '' ? ['server/path-permissions'] : ['server/path-exists', 'server/path-permissions'],
      values: { path: target.path },
    };
  },
});
