import type { Side } from '../../../src/core/finding.ts';
import type { Label, LabScenario } from '../scenario.ts';

/** A scenario with a label for each of two checks: one that may capture packets, and one that may not. */
export interface Situation extends Omit<LabScenario, 'label' | 'rights'> {
  readonly label: { readonly [Rights in NonNullable<LabScenario['rights']>]: Label };
}

/** Each situation twice, first with rights and then, as `…-unprivileged`, without. */
export function withAndWithoutRights(situations: readonly Situation[]): readonly LabScenario[] {
  return situations.flatMap(({ label, ...scenario }) => [
    { ...scenario, label: label.capture },
    {
      ...scenario,
      name: `${scenario.name}-unprivileged`,
      title: `${scenario.title.replace(/\.$/, '')}, and the check may not capture.`,
      rights: 'none',
      label: label.none,
    },
  ]);
}

/** The same is true with and without rights. */
export function either(label: Label): Situation['label'] {
  return { capture: label, none: label };
}

/**
 * Packets and the path's hops prove on which side it is. Without rights the hops can still be asked, and are not always
 * heard: then nothing may be said, but nothing wrong.
 */
export function proven(blocked: Label, side: Side): Situation['label'] {
  return {
    capture: { ...blocked, side: [side], knowable: true, confidence: 'certain' },
    none: { ...blocked, side: [side, 'unknown'], knowable: true },
  };
}

/**
 * The hops show on which side it is, and do not prove it: what a router drops on arrival, before it counts the hop, is
 * last heard of at the router before.
 */
export function shownByHops(blocked: Label, side: Side): Situation['label'] {
  return {
    capture: { ...blocked, side: [side], knowable: true },
    none: { ...blocked, side: [side, 'unknown'], knowable: true },
  };
}

/** Packets prove it, and nothing else does. */
export function provenByPackets(blocked: Label, side: Side): Situation['label'] {
  return { ...proven(blocked, side), none: suspected(blocked, side) };
}

/** Nobody at the client can know on which side it is. */
export function unprovable(blocked: Label, side: Side): Situation['label'] {
  return either(suspected(blocked, side));
}

function suspected(blocked: Label, side: Side): Label {
  return { ...blocked, side: [side, 'unknown'], knowable: false };
}
