import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side.ts';

/** A promise that is settled from outside. */
function promised() {
  let resolve = () => {};
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}

test('results have the order of the items, not that of their ends', async () => {
  const first = promised();
  const ends = sideBySide(['slow', 'quick'], 2, async item => {
    if (item === 'slow') await first.promise;
    else first.resolve();
    return item.toUpperCase();
  });
  expect(await ends).toEqual(['SLOW', 'QUICK']);
});

test('no more than so many are in progress', async () => {
  let running = 0;
  let most = 0;
  await sideBySide([1, 2, 3, 4, 5], 2, async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  });
  expect(most).toBe(2);
});

test('a failure is passed on when the others have ended, and nothing new is begun beside it', async () => {
  const ended: number[] = [];
  const all = sideBySide([1, 2, 3], 1, async item => {
    if (item === 2) throw new Error('broken');
    ended.push(item);
  });
  await expect(all).rejects.toThrow('broken');
  expect(ended).toEqual([1]);
});

test('nothing to do is done at once', async () => {
  expect(await sideBySide([], 3, async () => 1)).toEqual([]);
});
