import { readFileSync } from 'node:fs';

/** Ends a process and all that came of it, also what left its process group. Linux; what is over by itself is no matter. */
export function killTree(processId: number): void {
  for (const id of [...descendantsOf(processId), processId]) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It is over.
    }
  }
}

function descendantsOf(processId: number): readonly number[] {
  const children = childrenOf(processId);
  return [...children.flatMap(descendantsOf), ...children];
}

function childrenOf(processId: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
