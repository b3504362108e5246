import { existsSync } from 'node:fs';
import { findProgram } from '../support/real-server/program.ts';
import { whyNot } from '../support/real-server/requirement.ts';
import { benchAnalyze } from './analyze.ts';
import { benchCompleteCheck } from './complete-check.ts';
import { benchLiveCapture } from './live-capture.ts';
import { describeMachine } from './machine.ts';
import { benchMemory } from './memory.ts';
import { benchOwnCost } from './own-cost.ts';
import { benchRoundTrips } from './round-trips.ts';
import { benchSilence } from './silence.ts';
import { benchStartUp } from './start-up.ts';
import { findTools, type Tool } from './tools.ts';

/** `npm run bench [-- SECTION …]`: measures ftpdiag beside its peers and prints one Markdown table a section. */

interface Section {
  readonly run: (tools: readonly Tool[]) => Promise<string>;
  /** Why it cannot be measured on this machine, or null. */
  readonly missing: () => string | null;
}

/** Sections over a path with a known round-trip time need root, a real server, and a TUN device. */
function missingForPath(): string | null {
  const reason = whyNot('vsftpd', 'namespaces');
  if (reason !== null) return reason;
  if (!existsSync('/dev/net/tun')) return '/dev/net/tun does not exist';
  return (
    ['nft', 'tcpdump'].filter(name => findProgram(name) === null).map(name => `${name} is not installed`)[0] ?? null
  );
}

const sections: Readonly<Record<string, Section>> = {
  'start-up': { run: benchStartUp, missing: () => null },
  memory: { run: benchMemory, missing: () => null },
  analyze: { run: benchAnalyze, missing: () => null },
  'round-trips': { run: benchRoundTrips, missing: missingForPath },
  'complete-check': { run: benchCompleteCheck, missing: missingForPath },
  'live-capture': { run: benchLiveCapture, missing: missingForPath },
  silence: { run: benchSilence, missing: missingForPath },
  'own-cost': { run: benchOwnCost, missing: missingForPath },
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter(name => !(name in sections));
  if (unknown.length > 0)
    throw new Error(`no such section: ${unknown.join(', ')} (${Object.keys(sections).join(', ')})`);
  const tools = findTools();
  print(`${await describeMachine(tools)}\n`);
  for (const [name, section] of Object.entries(sections)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const reason = section.missing();
    print(`## ${name}\n\n${reason === null ? await section.run(tools) : `Not measured: ${reason}.`}\n`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

// What was started and made is undone in `exit` handlers, which a signal alone would not run.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
