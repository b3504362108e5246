import { describeFailure, firstLine } from '../analysis/describe-failure.ts';
import { formatEndpoint } from '../core/endpoint.ts';
import type { Evidence, Trial } from '../core/evidence.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepId, StepValues, TraceValue } from '../core/step-values.ts';
import { stepIds, stepsOf } from '../core/steps.ts';
import { destinationOf } from './destination.ts';

type StepValue = StepValues[StepId];

/** What a step gave, in one line; null when the evidence has no such step. */
export function describeStep(id: string, evidence: Evidence): string | null {
  const outcome = outcomeOf(id, evidence);
  if (outcome === undefined) return null;
  if (outcome.status === 'ok') return describeValue(outcome.value);
  if (outcome.status === 'skipped') return `not tried: ${outcome.detail}`;
  const goal = goalOf(id, evidence);
  return goal === null ? describeFailure(outcome.failure) : `to ${goal}: ${describeFailure(outcome.failure)}`;
}

function outcomeOf(id: string, evidence: Evidence): Outcome<StepValue> | undefined {
  const known = stepIds.find(step => step === id);
  if (known !== undefined) return stepsOf(evidence)[known];
  const [trial, step] = trialAndStep(id, evidence);
  if (trial === undefined) return undefined;
  const steps: Readonly<Record<string, Outcome<StepValue> | undefined>> = { ...trial.steps };
  return steps[step];
}

/** Where a connection of ours was to go. */
function goalOf(id: string, evidence: Evidence): string | null {
  const [trial, step] = trialAndStep(id, evidence);
  const observation = evidence.observations?.find(one => id === `${one.id}.connect`);
  const tried = step === 'connect' ? (trial ?? observation) : undefined;
  const to = tried === undefined ? null : destinationOf(tried, evidence);
  return to === null ? null : formatEndpoint(to);
}

function trialAndStep(id: string, evidence: Evidence): [trial: Trial | undefined, step: string] {
  const dot = id.lastIndexOf('.');
  return [evidence.trials.find(trial => trial.id === id.slice(0, dot)), id.slice(dot + 1)];
}

function describeValue(value: StepValue): string {
  if ('clientSeenAs' in value && value.clientSeenAs !== null) {
    return `${value.code}, the server sees this client at ${value.clientSeenAs}`;
  }
  if ('code' in value) return `${value.code} ${firstLine(value.text)}`;
  if ('remote' in value) return `${formatEndpoint(value.local)} and ${formatEndpoint(value.remote)} are connected`;
  if ('announced' in value) {
    return `listening on ${formatEndpoint(value.local)}, announced as ${formatEndpoint(value.announced)}`;
  }
  if ('bytes' in value) return `${value.bytes} bytes came`;
  if ('addresses' in value) return value.addresses.map(({ address }) => address).join(', ');
  if ('wanted' in value) return `${value.usable} of ${value.wanted} control connections could be used`;
  if ('hops' in value) return describeTrace(value);
  if ('text' in value) return `said ${firstLine(value.text)}`;
  return `${value.protocol}, ${value.cipher}, session ${value.session}, certificate ${value.trust}`;
}

/** `hop 3 of 4 that were asked is the last that answered: 203.0.113.1` */
function describeTrace({ to, hops }: TraceValue): string {
  const last = hops.findLast(({ answer }) => answer !== 'none');
  if (last === undefined) return `no hop answered on the way to ${formatEndpoint(to)}`;
  return `the last hop that answered on the way to ${formatEndpoint(to)} is number ${last.ttl}, ${last.from ?? to.host}`;
}
