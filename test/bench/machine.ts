import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { thisMachine } from '../support/real-server/place.ts';
import { runTool, type Tool } from './tools.ts';

/** What the figures were measured on. */
export async function describeMachine(tools: readonly Tool[]): Promise<string> {
  const processors = cpus();
  const gibibytes = (totalmem() / 2 ** 30).toFixed(0);
  const versions = await Promise.all(tools.map(async tool => `${tool.name} ${await versionOf(tool)}`));
  return [
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${gibibytes} GiB`,
    `${distribution()}, Linux ${release()}, Node ${process.version}`,
    versions.join(', '),
  ].join('\n');
}

async function versionOf(tool: Tool): Promise<string> {
  const { stdout, stderr } = await runTool(thisMachine, tool, tool.version);
  return /\d+(\.\d+)+/.exec(stdout + stderr)?.[0] ?? 'of unknown version';
}

function distribution(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown system';
  } catch {
    return 'unknown system';
  }
}
