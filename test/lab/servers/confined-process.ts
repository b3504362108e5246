import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Place, spawnIn } from '../../support/real-server/place.ts';
import type { Launch } from './lab-server.ts';

/**
 * The first process of the server's own process and mount namespaces: when it ends, the kernel ends all others, sessions
 * and daemons included, and what was mounted is gone. It ends with the server, or with descriptor 3, whose other end we
 * hold: so neither the server nor its folder outlives a lab that was killed.
 *
 * Words: the folder, `detaches` or `stays`, pairs of source and target, `--`, the server's command.
 */
const firstProcess = `set -e
folder=$1
style=$2
shift 2
while [ "$1" != -- ]; do mount --bind "$1" "$2"; shift 2; done
shift
if [ "$style" = detaches ]; then
  "$@" 3<&-
  cat <&3 > /dev/null
  rm -rf "$folder" || true
  exit
fi
# A command in the background would get /dev/null for its standard input.
exec 4<&0
"$@" <&4 3<&- 4<&- &
server=$!
(cat <&3 > /dev/null; rm -rf "$folder" || true; kill -KILL $server) &
wait $server`;

/** A server with everything that it started. */
export interface ConfinedProcess {
  readonly child: ChildProcess;
  isOver(): boolean;
  /** What it wrote to its standard descriptors. */
  output(): string;
  /** Resolves when no process of it is left. */
  end(): Promise<void>;
}

/**
 * Starts a server in a place, in namespaces of its own beneath. All three standard descriptors are the file `output` of
 * its folder: vsftpd reports mistakes in its configuration on descriptor 0, whatever that is.
 */
export function startConfined(place: Place, launch: Launch, folder: string): ConfinedProcess {
  const { program, words, env = {}, mounts = [], detachesItself = false } = launch;
  const style = detachesItself ? 'detaches' : 'stays';
  const pairs = mounts.flatMap(({ source, target }) => [source, target]);
  const outputFile = join(folder, 'output');
  const output = openSync(outputFile, 'a+');
  const script = ['-c', firstProcess, 'sh', folder, style, ...pairs, '--', program, ...words];
  const child = spawnIn(place, 'unshare', ['--mount', '--pid', '--fork', 'sh', ...script], {
    stdio: [output, output, output, 'pipe'],
    env: { ...process.env, ...env },
    // Ctrl-C is for the lab, which then ends it.
    detached: true,
  });
  closeSync(output);
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const lifeLine = child.stdio[3];
  // The server may be gone before the line to it is.
  lifeLine?.on('error', () => {});
  return {
    child,
    isOver: () => child.exitCode !== null || child.signalCode !== null,
    output: () => readFileSync(outputFile, 'utf8'),
    async end() {
      lifeLine?.destroy();
      await ended;
    },
  };
}
