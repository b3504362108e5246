const longestMs = 5000;

/** The smallest input found that still fails: stretches are taken out as long as that changes nothing. */
export async function shrink(bytes: Buffer, fails: (bytes: Buffer) => Promise<boolean>): Promise<Buffer> {
  const untilMs = performance.now() + longestMs;
  let smallest = bytes;
  for (let size = bytes.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < smallest.length && performance.now() < untilMs; ) {
      const without = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + size)]);
      if (await fails(without)) smallest = without;
      else at += size;
    }
  }
  return smallest;
}
