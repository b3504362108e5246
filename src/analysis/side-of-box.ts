/** A side on which a box can stand that stops packets. */
export type BoxSide = 'client' | 'path' | 'server';

/**
 * On whose side a box stands, by its distance from this machine (0 is the machine itself, 1 the first router) and that of
 * the server: first and last router belong to the ends. Null where they are one and the same, and for distances beyond
 * the server.
 */
export function sideOfBox(box: number, serverDistance: number): BoxSide | null {
  if (box < 0 || box > serverDistance) return null;
  if (box === 0) return 'client';
  if (box === serverDistance) return 'server';
  if (serverDistance === 2) return null;
  if (box === 1) return 'client';
  return box === serverDistance - 1 ? 'server' : 'path';
}
