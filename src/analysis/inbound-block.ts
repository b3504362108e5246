import { isSameAddress } from '../core/address-class.ts';
import type { ActiveTrial, ServerProduct } from '../core/evidence.ts';
import type { Ok, Outcome } from '../core/outcome.ts';
import type { ConnectValue, DataValue, ListenValue, StatValue } from '../core/step-values.ts';
import { type ActiveAttempt, wordsOfServer } from './arrival.ts';
import { type ClientNat, judgeClientNat } from './client-nat.ts';
import type { Match } from './define-rule.ts';
import { listWords, spanOfPorts } from './in-words.ts';

interface ListeningTrial extends ActiveAttempt {
  readonly id: string;
  readonly command: ActiveTrial['command'];
  readonly steps: ActiveAttempt['steps'] & { readonly listen: Ok<ListenValue> };
}

/** The steps besides the active trials that tell who keeps the server's connection away. */
export interface InboundFacts {
  readonly 'control.connect': Ok<ConnectValue>;
  readonly 'control.stat': Outcome<StatValue>;
  readonly 'pasv.data': Outcome<DataValue>;
  readonly 'epsv.data': Outcome<DataValue>;
}

/** What the rules about active connections that do not come have in common. */
export interface InboundBlock {
  readonly nat: ClientNat;
  /** `PORT and EPRT` */
  readonly commands: string;
  /** `198.51.100.2` */
  readonly announced: string;
  readonly shared: Pick<Match, 'cause' | 'because' | 'fix' | 'values'>;
}

/**
 * Describes the server's connections that something on the client's side keeps away: a NAT where addresses tell of one,
 * otherwise a firewall.
 */
export function inboundBlock(
  trials: readonly [ListeningTrial, ...ListeningTrial[]],
  facts: InboundFacts,
  product: ServerProduct,
): InboundBlock {
  const control = facts['control.connect'];
  const nat = judgeClientNat(control, facts['control.stat'], product);
  const { announced } = trials[0].steps.listen.value;
  const isByHand = !isSameAddress(announced.host, control.value.local.host);
  const works = facts['epsv.data'].status === 'ok' ? 'EPSV' : facts['pasv.data'].status === 'ok' ? 'PASV' : undefined;
  const isNat = nat.state !== 'not-seen';
  return {
    nat,
    commands: listWords(trials.map(({ command }) => command)),
    announced: announced.host,
    shared: {
      cause: isNat ? 'nat' : 'firewall',
      because: trials.flatMap(trial => stepsOf(trial)),
      fix: [
        ...(works ? ['client/use-passive'] : []),
        isNat ? 'client/forward-active-ports' : 'client/allow-inbound',
        ...(isByHand ? ['client/remove-active-address'] : []),
      ],
      values: {
        address: control.value.remote.host,
        client: nat.seen ?? announced.host,
        announced: announced.host,
        listen: spanOfPorts(trials.map(({ steps }) => steps.listen.value.local.port)),
        ...(works && { mode: works }),
      },
    },
  };
}

/** `the NAT on this side` with how it is known, or a firewall. */
export function nameInboundBlock({ nat, announced }: Pick<InboundBlock, 'nat' | 'announced'>): string {
  if (nat.state === 'proven') return `the NAT on this side (the server sees ${nat.seen})`;
  if (nat.state === 'likely') return `the NAT on this side (${announced} is a private address)`;
  return 'a firewall on this side';
}

/** The steps on which it rests that no connection came. */
function stepsOf(trial: ListeningTrial): readonly string[] {
  const words = wordsOfServer(trial);
  return (['reply', 'accept', 'preliminary', 'completion'] as const).flatMap(step => {
    const outcome = trial.steps[step];
    const tells = outcome.status === 'failed' && (step === 'accept' || outcome === words || words === undefined);
    return tells ? [`${trial.id}.${step}`] : [];
  });
}
