/** Does the same to every item, so many at a time, and gives the results in the items' order. Rejects with the first failure, once all that had begun has ended. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  atATime: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) results.set(index, await act(item));
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, work));
  const failure = ends.find(end => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
