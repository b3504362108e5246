import type { ActiveTrial, ServerProduct } from '../core/evidence.ts';
import type { FailureOf } from '../core/failure.ts';
import type { Ok, Outcome } from '../core/outcome.ts';
import type { ConnectValue, ListenValue, ReplyValue, StatValue } from '../core/step-values.ts';
import { type ForeignAddress, type ForeignAddressReason, judgeForeignAddress } from './foreign-address.ts';
import { spanOfPorts } from './in-words.ts';
import { meaningOfRefusal, refusalOf } from './refusal.ts';

interface AnnouncingTrial {
  readonly id: string;
  readonly command: ActiveTrial['command'];
  readonly steps: { readonly listen: Ok<ListenValue>; readonly reply: Outcome<ReplyValue> };
}

interface Surroundings {
  readonly control: Ok<ConnectValue>;
  readonly stat: Outcome<StatValue>;
  readonly product: ServerProduct;
}

/** One PORT or EPRT that the server refused for the address in it. */
export interface ForeignRefusal extends ForeignAddress {
  readonly step: string;
  readonly command: ActiveTrial['command'];
  readonly announced: string;
  readonly words: FailureOf<'rejected'>;
}

/** The refusals of PORT and EPRT that are about the address, for this reason. */
export function foreignRefusals(
  trials: readonly AnnouncingTrial[],
  reason: ForeignAddressReason,
  { control, stat, product }: Surroundings,
): readonly ForeignRefusal[] {
  return trials.flatMap(({ id, command, steps: { listen, reply } }) => {
    const refusal = refusalOf(reply);
    if (!refusal || meaningOfRefusal(refusal) !== 'foreign-address') return [];
    const announced = listen.value.announced.host;
    const { local, remote } = control.value;
    const foreign = judgeForeignAddress({ refusal, product, announced, local: local.host, reached: remote.host, stat });
    return foreign.reason === reason ? [{ ...foreign, step: `${id}.reply`, command, announced, words: refusal }] : [];
  });
}

/** The ports at which we listened for the server. */
export function listeningPorts(trials: readonly { readonly steps: { readonly listen: Ok<ListenValue> } }[]): string {
  return spanOfPorts(trials.map(({ steps }) => steps.listen.value.local.port));
}
