import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { runIn } from '../../support/real-server/place.ts';
import { startConfined } from './confined-process.ts';
import { describeInPlace } from './describe-in-place.ts';
import type { Launch } from './lab-server.ts';

describeInPlace('a confined process', scene => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  const makeFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpdiag-lab-test-'));
    folders.push(folder);
    return folder;
  };

  const start = (script: string, launch: Partial<Launch> = {}) => {
    const folder = makeFolder();
    const confined = startConfined(scene.place, { program: 'sh', words: ['-c', script], ...launch }, folder);
    return { folder, confined };
  };

  /** How many processes have the network of the place; its own holder is one. */
  async function population(): Promise<number> {
    const { stdout } = await runIn(scene.place, 'readlink', ['/proc/self/ns/net']);
    return readdirSync('/proc').filter(name => networkOf(name) === stdout.trim()).length;
  }

  test.each([
    ['stays', 'sleep 100 & setsid sleep 100 & echo up; exec sleep 100', false],
    ['puts itself into the background', 'setsid sleep 100 & echo up', true],
  ] as const)(
    'one that %s ends with all it started, and takes its folder along',
    async (_style, script, detachesItself) => {
      const { folder, confined } = start(script, { detachesItself });
      while (!confined.output().includes('up')) await wait(10);
      expect(confined.isOver()).toBe(false);
      expect(await population()).toBeGreaterThan(2);
      await confined.end();
      expect(await population()).toBe(1);
      expect(existsSync(folder)).toBe(false);
    },
  );

  test('one that ends by itself is over, and what it said can be read', async () => {
    const { confined } = start('echo to standard input >&0; echo to standard error >&2; exit 3');
    while (!confined.isOver()) await wait(10);
    expect(confined.output()).toBe('to standard input\nto standard error\n');
    await confined.end();
  });

  test('what is mounted for it is there for it alone', async () => {
    const source = join(makeFolder(), 'passwd');
    writeFileSync(source, 'only here\n');
    const before = readFileSync('/etc/passwd', 'utf8');
    const { confined } = start('cat /etc/passwd; exec sleep 100', { mounts: [{ source, target: '/etc/passwd' }] });
    while (confined.output() === '') await wait(10);
    expect(confined.output()).toBe('only here\n');
    expect(readFileSync('/etc/passwd', 'utf8')).toBe(before);
    expect((await runIn(scene.place, 'cat', ['/etc/passwd'])).stdout).toBe(before);
    await confined.end();
  });
});

function networkOf(processId: string): string | null {
  try {
    return readlinkSync(`/proc/${processId}/ns/net`);
  } catch {
    return null;
  }
}
