import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { Place } from './place.ts';

/** A network of its own: nothing in it reaches the machine's network, and nothing of it is left after `remove`. */
export interface Namespace extends Place {
  readonly name: string;
  /** Runs `ip` inside. Throws with what `ip` said. */
  ip(...words: string[]): void;
  /** Loads nftables rules inside, in the syntax of `nft -f`. */
  nft(rules: string): void;
  /** Takes a device of this machine's own network. */
  adopt(device: string): void;
  remove(): void;
}

const namePattern = /^ftpdiag-(\d+)-/;
let made = 0;

/** Makes a namespace with its loopback device up. The name carries our process id, so that leftovers can be recognised. */
export function makeNamespace(purpose: string): Namespace {
  removeLeftovers();
  made += 1;
  const name = `ftpdiag-${process.pid}-${made}-${purpose}`;
  run('ip', ['netns', 'add', name]);
  let isThere = true;
  const remove = (): void => {
    process.off('exit', remove);
    // Also called by those who remove several things at exit, after which our own turn at exit still comes.
    if (!isThere) return;
    isThere = false;
    run('ip', ['netns', 'del', name]);
  };
  process.on('exit', remove);
  const ip = (...words: string[]): void => run('ip', ['-n', name, ...words]);
  ip('link', 'set', 'lo', 'up');
  return {
    name,
    prefix: ['ip', 'netns', 'exec', name],
    ip,
    nft: rules => run('ip', ['netns', 'exec', name, 'nft', '-f', '-'], rules),
    adopt: device => run('ip', ['link', 'set', device, 'netns', name]),
    remove,
  };
}

/**
 * One namespace in which client and server both live, with public (documentation) addresses on loopback: 198.51.100.2
 * and 203.0.113.2, 2001:db8:1::2 and 2001:db8:2::2. Whatever is sent to a private network is swallowed in silence.
 */
export function makePublicLoopback(): Namespace {
  const namespace = makeNamespace('public');
  for (const address of ['198.51.100.2/32', '203.0.113.2/32']) namespace.ip('addr', 'add', address, 'dev', 'lo');
  for (const address of ['2001:db8:1::2/128', '2001:db8:2::2/128']) {
    namespace.ip('-6', 'addr', 'add', address, 'dev', 'lo', 'nodad');
  }
  // Such packets come back in through loopback, belong to nobody there, and are dropped without a word.
  namespace.ip('route', 'add', '10.0.0.0/8', 'dev', 'lo');
  return namespace;
}

/** A run that was killed cannot clean up after itself: the next one does. */
function removeLeftovers(): void {
  for (const name of listNamespaces()) {
    const owner = Number(namePattern.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isNaN(owner) && !isAlive(owner)) run('ip', ['netns', 'del', name]);
  }
}

function listNamespaces(): string[] {
  try {
    return readdirSync('/run/netns');
  } catch {
    return [];
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

function run(program: string, words: readonly string[], input = ''): void {
  execFileSync(program, words, { input, stdio: 'pipe' });
}
