import { type ChildProcess, spawn } from 'node:child_process';
import type { Place } from '../../support/real-server/place.ts';

/**
 * The shell ends with its standard input, and so with us however we end. Whatever else still runs in its network goes
 * first, for a namespace lives as long as a process is in it; and again, for what was being started meanwhile.
 */
const lastWords = `trap '
  for round in 1 2 3; do
    for process in /proc/[0-9]*; do
      [ "$process/ns/net" -ef /proc/self/ns/net ] && [ "$process" != "/proc/$$" ] && kill -9 "\${process#/proc/}"
    done
  done 2> /dev/null
' EXIT
`;
/** An ordinary user's PATH may lack where `ip` and `nft` are. */
const widerPath = 'PATH=$PATH:/usr/sbin:/sbin\n';
const endOfScript = /^end of script: (\d+)\n/m;

/**
 * One host: a network and a mount namespace, held by a shell that reads its commands from a pipe of ours. Nothing of it
 * has a name outside, so nothing can be left over.
 */
export class Holder implements Place {
  readonly processId: number;
  /** `nsenter` becomes the program that it starts, in the folder in which the holder was started. */
  readonly prefix: readonly string[];
  readonly #shell: ChildProcess;
  readonly #ended: Promise<void>;
  /** What the shell has said since the last script began. */
  #said = '';
  #isOver = false;
  #onWord = (): void => {};

  constructor() {
    // A session of its own: an interrupt from the terminal has to reach us alone, for the hosts end with us.
    this.#shell = spawn('unshare', ['--net', '--mount', '--', 'sh'], {
      stdio: ['pipe', 'ignore', 'pipe'],
      detached: true,
    });
    this.processId = this.#shell.pid ?? Number.NaN;
    this.prefix = ['nsenter', '--target', String(this.processId), '--net', '--mount', '--wd', '--'];
    this.#shell.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
      this.#onWord();
    });
    this.#shell.once('error', error => {
      this.#said += error.message;
    });
    this.#ended = new Promise(resolve => {
      this.#shell.once('close', () => {
        this.#isOver = true;
        this.#onWord();
        resolve();
      });
    });
    // What cannot be written is missed by `run`, which hears no answer.
    this.#shell.stdin?.on('error', () => {});
    this.#shell.stdin?.write(lastWords + widerPath);
  }

  /** Runs a shell script inside, up to the first command that fails. Rejects with what was said. One at a time. */
  run(script: string): Promise<void> {
    this.#said = '';
    // The commands must not read what follows the script, so their own standard input is empty.
    this.#shell.stdin?.write(`( set -e\n${script}\n) < /dev/null\necho "end of script: $?" >&2\n`);
    return new Promise((resolve, reject) => {
      this.#onWord = () => {
        const status = endOfScript.exec(this.#said)?.[1];
        if (status === '0') resolve();
        else if (status !== undefined) reject(new Error(this.#said.replace(endOfScript, '').trim()));
        else if (this.#isOver) reject(new Error(`the host is gone: ${this.#said.trim()}`));
      };
      this.#onWord();
    });
  }

  /** Ends every process in the namespaces; the kernel then removes them with all that is in them. */
  async end(): Promise<void> {
    this.#shell.stdin?.end();
    await this.#ended;
  }
}
