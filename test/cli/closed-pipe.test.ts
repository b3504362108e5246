import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../bin/ftpdiag.js', import.meta.url));

test.each([['schema'], ['check', '127.0.0.1:1'], ['explain', '425']])(
  '%s into a closed pipe ends quietly',
  async (...words) => {
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    // What `| head` does once it has read enough.
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    const [exitCode] = await once(child, 'close');
    expect({ exitCode, stderr }).toEqual({ exitCode: words[0] === 'check' ? 2 : 0, stderr: '' });
  },
);
