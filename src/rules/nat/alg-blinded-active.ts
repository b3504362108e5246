import { judgeArrival } from '../../analysis/arrival.ts';
import { defineRule } from '../../analysis/define-rule.ts';
import { listWords } from '../../analysis/in-words.ts';
import { isPrivate } from '../../core/address-class.ts';

/**
 * Active mode fails with TLS and works without: TLS hides PORT from the FTP helper (ALG) that it depends on.
 *
 * Seen when: a NAT or a stateful firewall with an FTP helper stands between, and the control connection is encrypted.
 * Not this: active mode that fails without TLS too, for the reasons that the other rules name.
 * See: RFC 4217 §15.2 (firewalls and NATs cannot read an encrypted control connection); Windows Firewall StatefulFTP blocks such connections.
 */
export default defineRule({
  id: 'alg-blinded-active',
  cause: 'nat',
  side: 'client',
  severity: 'error',
  stage: 'mode',
  title: 'TLS hides PORT from the helper (ALG) that active mode depends on',
  explains: [
    'active-refused-client-nat',
    'active-connection-never-arrives',
    'active-connection-refused',
    'active-argument-rewritten',
    'active-refused-by-policy',
  ],
  needs: {
    'control.connect': 'ok',
    'control.tls': 'ok',
    'clear-port.accept': 'ok',
    'pasv.data': 'any',
    'epsv.data': 'any',
  },
  trials: {
    family: 'active',
    needs: { listen: 'ok', reply: 'any', accept: 'any', preliminary: 'any', completion: 'any' },
  },
  check(facts, trials, context) {
    const broken = trials.filter(
      trial => trial.steps.reply.status === 'failed' || judgeArrival(trial, context) !== 'arrived',
    );
    if (broken.length === 0) return undefined;
    const { local, remote } = facts['control.connect'].value;
    const isNat = isPrivate(local.host) && !isPrivate(remote.host);
    const mode = facts['epsv.data'].status === 'ok' ? 'EPSV' : facts['pasv.data'].status === 'ok' ? 'PASV' : undefined;
    return {
      cause: isNat ? 'nat' : 'firewall',
      side: isNat ? 'client' : 'unknown',
      confidence: isNat ? 'certain' : 'likely',
      summary: `${listWords(broken.map(({ command }) => command))} fails with TLS, and active mode without TLS works: ${isNat ? 'the NAT on this side' : 'a firewall on the way'} lets it through with the help of an FTP helper (ALG), which cannot read an encrypted command.`,
      because: [...broken.map(({ id }) => `${id}.reply`), 'clear-port.accept'],
      fix: mode ? ['client/use-passive'] : ['client/forward-active-ports'],
      ...(mode && { values: { mode } }),
    };
  },
});
