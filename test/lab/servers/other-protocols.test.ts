import { expect, test } from 'vitest';
import { runIn } from '../../support/real-server/place.ts';
import { describeInPlace } from './describe-in-place.ts';
import type { LabServer } from './lab-server.ts';

describeInPlace('a server of another protocol', scene => {
  /** What comes within a moment after the connection stands, and after a line if one is sent. */
  async function answer({ address, port }: LabServer, line = ''): Promise<string> {
    const script = `exec 3<>/dev/tcp/${address}/${port}; printf '%s' '${line}' >&3; timeout 0.5 cat <&3`;
    return (await runIn(scene.place, 'bash', ['-c', script])).stdout;
  }

  test('SSH says its version first, and hangs up on FTP', async () => {
    const server = await scene.start({ program: 'ssh' });
    expect(await answer(server)).toMatch(/^SSH-2\.0-\S+ .*\r\n$/);
    expect(await answer(server, 'USER anonymous\r\n')).toMatch(/Invalid SSH identification string/);
  });

  test('HTTP waits for the client, and takes FTP for a bad request', async () => {
    const server = await scene.start({ program: 'http', port: 80 });
    expect(await answer(server)).toBe('');
    expect(await answer(server, 'USER anonymous\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('SMTP greets with the code that FTP has too, and knows no USER', async () => {
    const server = await scene.start({ program: 'smtp' });
    expect(await answer(server, 'USER anonymous\r\n')).toMatch(/^220 .* ESMTP .*\r\n502 /);
  });
});
