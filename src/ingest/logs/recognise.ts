import { Cleaner } from '../text/cleaner.ts';
import { type Layer, possibleLayers } from '../text/wrapping.ts';
import type { LogFormat } from './log-format.ts';

/** What some lines of a file are. */
export interface Recognised {
  readonly format: LogFormat;
  /** Takes off what a ticket put around them. */
  readonly cleaner: Cleaner;
}

/** So much must the lines score together, and the best of them alone: prose with a `250` in it is no log. */
const leastSum = 0.9;
const leastBest = 0.5;
/** A layer is looked at if this part of the lines has it. */
const layerShare = 0.3;
const mostLayers = 5;
const mostTries = 60;
/** Layers are told by so many lines; the format by all that are given. */
const linesForLayers = 60;

interface Score {
  readonly format: LogFormat;
  readonly sum: number;
}

/**
 * Tells by content alone which of the formats the lines belong to, and what was put around them: whatever is taken off
 * must make them score higher, so that a sign or a time stamp that is the format's own stays.
 */
export function recognise(lines: readonly string[], formats: readonly LogFormat[]): Recognised | null {
  const head = lines.filter(line => line.trim() !== '').slice(0, linesForLayers);
  const layers = bestLayers(head, formats);
  const cleaner = new Cleaner(layers);
  const best = bestFormat(cleaned(lines, cleaner), formats);
  return best === null ? null : { format: best.format, cleaner };
}

/** The layers, outermost first, without which the lines score highest. */
function bestLayers(head: readonly string[], formats: readonly LogFormat[]): readonly Layer[] {
  let best: { readonly layers: readonly Layer[]; readonly sum: number } = { layers: [], sum: sumOf(head, formats) };
  const waiting: (readonly Layer[])[] = [[]];
  for (let tries = 0; tries < mostTries; tries += 1) {
    const outer = waiting.shift();
    if (outer === undefined) break;
    const inside = cleaned(head, new Cleaner(outer));
    const sum = outer.length === 0 ? best.sum : sumOf(inside, formats);
    // The shallowest wins among equals, for they are tried in the order of their depth.
    if (sum > best.sum + 1e-6) best = { layers: outer, sum };
    if (outer.length < mostLayers) waiting.push(...commonLayers(inside).map(layer => [...outer, layer]));
  }
  return best.layers;
}

function commonLayers(lines: readonly string[]): Layer[] {
  return possibleLayers(lines).filter(layer => {
    const having = lines.filter(line => layer.unwrap(line) !== null).length;
    return having > 0 && having >= lines.length * layerShare;
  });
}

function cleaned(lines: readonly string[], cleaner: Cleaner): string[] {
  return lines.flatMap(line => cleaner.clean(line)?.text ?? []);
}

function sumOf(lines: readonly string[], formats: readonly LogFormat[]): number {
  return bestFormat(lines, formats)?.sum ?? 0;
}

function bestFormat(lines: readonly string[], formats: readonly LogFormat[]): Score | null {
  let best: Score | null = null;
  for (const format of formats) {
    const scores = lines.map(line => format.score(line));
    const sum = scores.reduce((total, score) => total + score, 0);
    const isSure = sum >= leastSum && scores.some(score => score >= leastBest);
    if (isSure && sum > (best?.sum ?? 0)) best = { format, sum };
  }
  return best;
}
