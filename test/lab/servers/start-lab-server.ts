import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { waitUntilListening } from '../../support/real-server/listening.ts';
import { type Place, runIn } from '../../support/real-server/place.ts';
import type { ServerPlan } from '../scenario.ts';
import { type ConfinedProcess, startConfined } from './confined-process.ts';
import { labPrograms } from './lab-programs.ts';
import type { LabProgram, LabServer, LabServerOptions, ServerOrder } from './lab-server.ts';

const nameOfServer = 'ftp.example.test';

/** A busy machine may need its time to load an interpreter. */
const startLimitMs = 20_000;

/** Null for `none`. */
function programOf({ program }: ServerPlan): LabProgram | null {
  return program === 'none' ? null : labPrograms[program];
}

/** Why the plan's server cannot run in the place (not installed, or no real root), in a few words; null when it can. */
export function whyNotHere(plan: ServerPlan, place: Place): string | null {
  return programOf(plan)?.whyNotHere(plan, place) ?? null;
}

/**
 * Starts a server of the lab at an address of a place and waits until it listens. Both `anonymous` and the lab's own user
 * find the planned number of files where they log in.
 *
 * Rejects with the server's own complaint when it does not come up, and where the product lacks what the plan asks for.
 * It ends at the latest with this process, even when that is killed.
 */
export async function startLabServer(
  plan: ServerPlan,
  place: Place,
  address: string,
  { names = [] }: LabServerOptions = {},
): Promise<LabServer> {
  const tls = plan.tls ?? plan.behaviour?.tls?.mode ?? 'none';
  const port = plan.port ?? (tls === 'implicit' ? 990 : 21);
  const program = programOf(plan);
  const reason = program?.whyNotHere(plan, place) ?? null;
  if (reason !== null) throw new Error(`cannot start ${plan.program}: ${reason}`);
  if (program === null) return { address, port, caFile: null, log: () => '', stop: async () => {} };
  const passivePorts = plan.passivePorts ?? ([40_000, 40_100] as const);
  const folder = makeFolder(plan.program);
  const order = {
    plan,
    place,
    address,
    port,
    passivePorts,
    tls,
    names: [nameOfServer, address, ...names],
    folder: folder.path,
  };
  try {
    const server = await start(program, order);
    return {
      ...server,
      async stop() {
        await server.stop();
        folder.remove();
      },
    };
  } catch (error) {
    folder.remove();
    throw new Error(`${plan.program} did not start: ${error instanceof Error ? error.message : error}`);
  }
}

async function start(program: LabProgram, order: ServerOrder): Promise<LabServer> {
  const launch = await program.prepare(order);
  const confined = startConfined(order.place, launch, order.folder);
  const { address, port } = order;
  const { caFile = null, logFile, afterwards } = launch;
  const stop = async (): Promise<void> => {
    await confined.end();
    if (afterwards === undefined) return;
    const [program, ...words] = afterwards;
    await runIn(order.place, program, words);
  };
  if (!(await isUp(confined, port, caFile))) {
    const complaint = confined.output().trim();
    await stop();
    throw new Error(complaint || 'no word from it');
  }
  return {
    address,
    port,
    caFile,
    log: () => (logFile === undefined ? confined.output() : readFileSync(logFile, 'utf8')),
    stop,
  };
}

async function isUp({ child, isOver }: ConfinedProcess, port: number, caFile: string | null): Promise<boolean> {
  if (child.pid === undefined || !(await waitUntilListening(child.pid, port, isOver, startLimitMs))) return false;
  // The scripted server makes its authority itself, and writes it right after it listens.
  while (caFile !== null && !existsSync(caFile) && !isOver()) await wait(5);
  return !isOver();
}

/** A folder that goes at the latest when this process ends. */
function makeFolder(purpose: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `ftpdiag-lab-${purpose}-`));
  // Servers enter it as other users.
  chmodSync(path, 0o755);
  const removeAtExit = (): void => rmSync(path, { recursive: true, force: true });
  process.on('exit', removeAtExit);
  return {
    path,
    remove() {
      process.off('exit', removeAtExit);
      removeAtExit();
    },
  };
}
