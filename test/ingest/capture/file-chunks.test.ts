import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileChunks } from '../../../src/ingest/capture/file-chunks.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ftpdiag-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test.each([0, 1, 1_048_576, 3_000_001])('a file of %i bytes comes whole and in order', async size => {
  const file = join(scratch, `of-${size}`);
  const content = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) content[at] = at >>> 10;
  writeFileSync(file, content);
  const chunks: Buffer[] = [];
  for await (const chunk of fileChunks(file)) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).equals(content)).toBe(true);
});

test('whoever has seen enough may stop', async () => {
  const file = join(scratch, 'long');
  writeFileSync(file, Buffer.alloc(5_000_000, 1));
  for await (const chunk of fileChunks(file)) {
    expect(chunk[0]).toBe(1);
    break;
  }
});

test('a file that is not there is an error', async () => {
  await expect(fileChunks(join(scratch, 'none')).next()).rejects.toThrow('ENOENT');
});
